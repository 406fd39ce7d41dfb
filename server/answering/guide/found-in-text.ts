import { contentWords } from '#shared/language.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const articles = list('the a an any one der die das ein eine einen einer le la les un une el los las una unos unas l');
/** What says by itself that it defines, and what does so before an article only. */
const meaning = list('means denotes bezeichnet bedeutet heißt désigne signifie significa');
const being = list('is are ist sind est sont es son');
const relative = list('that which who whose der die das deren dessen qui que dont où cuyo');
/** What cannot be the subject of a definition. */
const empty = list(
  `it this that these those they he she we you i there here what which who all some many most both each other others
  its their his her our my your seine ihre deren
  es dies dieser diese dieses sie er wir man das il elle ils elles ce cela on nous esto esta este ello ellos hay so if when`,
);
const longestTerm = 4;

/** What a sentence defines; null where it defines nothing: "Osmosis is the diffusion of water …" → "Osmosis". */
export function definedTerm(sentence: string): string | null {
  const words = sentence
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(' ')
    .slice(0, 2 * longestTerm + 8);
  const lower = words.map((word) => word.toLowerCase());
  const start = articles.has(lower[0] ?? '') ? 1 : 0;
  const verb = lower.findIndex((_, at) => at > start && at <= start + longestTerm && isDefining(lower, at));
  if (verb < 0) return null;
  const term = words.slice(start, verb).join(' ');
  const isEmpty = lower.slice(start, verb).some((word) => empty.has(word)) || /[.,;:()]/.test(term);
  return isEmpty || term.length < 3 || contentWords(term).length === 0 ? null : term;
}

function isDefining(lower: readonly string[], at: number): boolean {
  const [word = '', next = ''] = [lower[at], lower[at + 1]];
  if (meaning.has(word)) return true;
  if (word === 'refers' && next === 'to') return true;
  if (!being.has(word)) return false;
  const kind = lower.slice(at + 1, at + 6).map((one) => one.replace(/,$/, ''));
  return (
    articles.has(next) || next === 'called' || next === 'defined' || kind.slice(1).some((one) => relative.has(one))
  );
}

const functions = list('sin cos tan log ln exp lim max min mod');
const mostTokens = 14;

/** The formulas in a text: what stands around an equals sign in a line, as far as it is no words. */
export function formulasIn(text: string): string[] {
  const found = text.split('\n').flatMap((line) => {
    const tokens = line.trim().split(/\s+/).slice(0, 60);
    const at = tokens.findIndex((token) => /^[=≈≤≥]$|[\p{L}\p{N})]=[\p{L}\p{N}(−-]/u.test(token));
    if (at < 0) return [];
    let [from, to] = [at, at];
    while (from > 0 && isMath(tokens[from - 1])) from -= 1;
    while (to + 1 < tokens.length && isMath(tokens[to + 1])) to += 1;
    const formula = tokens
      .slice(from, to + 1)
      .join(' ')
      .replace(/[.,;:]+$/, '');
    const isWhole = /[\p{L}\p{N})²³]\s?[=≈≤≥]\s?[\p{L}\p{N}(√−-]/u.test(formula);
    return isWhole && to - from < mostTokens && !formula.includes('`') ? [formula] : [];
  });
  return [...new Set(found)];
}

function isMath(token = ''): boolean {
  const bare = token.replace(/[.,;:]+$/, '');
  const isWord = /^\p{L}\p{Ll}{2,}$/u.test(bare) || (/^\p{Ll}{2,}$/u.test(bare) && contentWords(bare).length === 0);
  return functions.has(bare) || !isWord;
}
