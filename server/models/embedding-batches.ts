export const mostInputs = 64;
export const mostChars = 60_000;

/**
 * Cuts a list of texts into requests that are small enough for any provider, in order.
 *
 * @param chars most characters of one request; a text that is longer alone goes alone
 */
export function batchesOf(texts: readonly string[], chars = mostChars): string[][] {
  const batches: string[][] = [];
  let left = 0;
  for (const text of texts) {
    const last = batches.at(-1);
    left -= text.length;
    if (last !== undefined && left >= 0 && last.length < mostInputs) last.push(text);
    else {
      batches.push([text]);
      left = chars - text.length;
    }
  }
  return batches;
}

/** Tokens that texts cost, about. */
export const tokensOf = (texts: readonly string[]): number =>
  Math.ceil(texts.reduce((sum, { length }) => sum + length, 0) / 4);
