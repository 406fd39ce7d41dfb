/** What a prompt may hold, in tokens. */
export const historyTokens = 2_000;
export const passageTokens = 6_000;
/** What an answer may hold, in tokens: 250 words in any language, and more where more is asked for. */
export const answerTokens = 2_000;

export const charsPerToken = 4;
/** Characters at which an answer is cut whose model does not mind its limit: 50 versions of it fit into a stored turn. */
export const answerChars = 64_000;

/** Tokens of a text, estimated where no model counts them. */
export const estimateTokens = (chars: number): number => Math.ceil(chars / charsPerToken);

/** The first passages that fit into the budget, at least one. */
export function withinBudget<T extends { text: string }>(passages: readonly T[]): T[] {
  let left = passageTokens * charsPerToken;
  return passages.filter(({ text }, index) => {
    left -= text.length;
    return left >= 0 || index === 0;
  });
}
