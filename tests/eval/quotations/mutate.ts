import type { Random } from '../retrieval/random.ts';

/** A run of words that stands on a page: UTF-16 offsets in its text. */
export interface Run {
  start: number;
  end: number;
  text: string;
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/**
 * A run of five to thirty words of a page, as a reader would mark it: it begins and ends with whole words.
 *
 * @returns null where the place that was drawn has none (figures, tables, leaders)
 */
export function drawRun(text: string, random: Random): Run | null {
  const words = Array.from(text.matchAll(/\S+/g));
  const length = 5 + random.below(26);
  if (words.length < length) return null;
  const from = random.below(words.length - length + 1);
  const first = words[from];
  const last = words[from + length - 1];
  const before = words[from - 1]?.[0] ?? '';
  if (!first || !last || /[-\u2010\u00ad]$/.test(before) || /[-\u2010\u00ad]$/.test(last[0])) return null;
  // a number at an edge may go with what stands outside
  if (!/^[\p{L}"“(]/u.test(first[0]) || !/\p{L}["”’).,;:!?]*$/u.test(last[0])) return null;
  const run = { start: first.index, end: last.index + last[0].length };
  const cut = text.slice(run.start, run.end);
  const real = words.slice(from, from + length).filter(([word]) => letters(word) >= 2);
  return real.length >= 5 && letters(cut) > 0.6 * cut.length ? { ...run, text: cut } : null;
}

type Change = (text: string, random: Random) => string;

const joinLines = (text: string): string => text.replaceAll(/(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{Ll})/gu, '');
const lineBreaksAsBlanks = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
const sparsely = (text: string, what: RegExp, change: (match: string) => string, random: Random): string =>
  text.replaceAll(what, (match) => (random.below(3) === 0 ? change(match) : match));

/** What a model or a clipboard does to words that it copies rightly. */
export const trueChanges: Record<string, Change> = {
  'as they stand': (text) => text,
  'line breaks as blanks': lineBreaksAsBlanks,
  'line-end hyphens joined': (text) => lineBreaksAsBlanks(joinLines(text)),
  'straight quotation marks': (text) => text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"'),
  'curly quotation marks': (text) =>
    text
      .replaceAll("'", '’')
      .replaceAll(/"(?=\p{L})/gu, '“')
      .replaceAll('"', '”'),
  ligatures: (text) => text.replaceAll('ffi', 'ﬃ').replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ').replaceAll('ff', 'ﬀ'),
  'letters and marks apart': (text) => text.normalize('NFD'),
  'other blanks': (text, random) =>
    sparsely(text, / /g, () => random.pick(['\u00a0', '  ', '\t', '\u2009 ', '\n']), random),
  'full-width letters': (text, random) =>
    sparsely(
      text,
      /[A-Za-z]+/g,
      (word) => word.replaceAll(/./g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
      random,
    ),
  'soft hyphens': (text, random) =>
    sparsely(text, /\p{L}{6,}/gu, (word) => `${word.slice(0, 3)}\u00ad${word.slice(3)}`, random),
  'between quotation marks': (text) => `“${lineBreaksAsBlanks(text)}”`,
  'with a full stop or an ellipsis more': (text, random) => random.pick([`${text}.`, `… ${text} …`, `...${text}...`]),
  'escaped brackets': (text) => text.replaceAll(/\[(\d{1,3})\]/g, '\\[$1\\]'),
};

/** A word of the run, not at its ends unless `edges`; offsets in the run's text. */
function drawWord(text: string, random: Random, edges: boolean): { start: number; end: number; word: string } {
  const words = Array.from(text.matchAll(/(?<![\p{L}\p{N}\p{M}'’-])\p{L}{3,}(?![\p{L}\p{N}\p{M}'’-])/gu));
  const inner = edges
    ? words
    : words.filter(({ index, 0: word }) => index > 0 && index + word.length < text.length - 2);
  if (inner.length === 0) return { start: 0, end: 0, word: '' };
  const { 0: word, index } = random.pick(inner);
  return { start: index, end: index + word.length, word };
}

const replaceAt = (text: string, { start, end }: { start: number; end: number }, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

const otherLetter = (char: string, random: Random): string =>
  random.pick(Array.from('abcdefghijklmnopqrstuvwxyz').filter((other) => other !== char.toLowerCase()));

/** What makes words false: each changes what they say, or what a reader would look for. `other` is another word. */
export const falseChanges: Record<string, (text: string, random: Random, other: string) => string> = {
  'one word replaced': (text, random, other) => replaceAt(text, drawWord(text, random, true), other),
  'one word left out': (text, random) => {
    const { start, end } = drawWord(text, random, false);
    return replaceAt(text, { start, end: end + (/^\s+/.exec(text.slice(end))?.[0].length ?? 0) }, '');
  },
  'one word more': (text, random, other) => {
    const { start } = drawWord(text, random, false);
    return replaceAt(text, { start, end: start }, `${random.pick(['not', 'never', other])} `);
  },
  'two words changed about': (text, random) =>
    text.replace(/(?<=\s)(\p{L}{3,})(\s+)(\p{L}{3,})(?=\s)/u, (_, one: string, blank: string, two: string) =>
      random.below(2) === 0 ? `${two}${blank}${one}` : `${two} ${one}`,
    ),
  'one letter replaced': (text, random) => {
    const { start, word } = drawWord(text, random, true);
    const at = start + 1 + random.below(Math.max(1, word.length - 1));
    return replaceAt(text, { start: at, end: at + 1 }, otherLetter(text.charAt(at), random));
  },
  'one letter in other case': (text, random) => {
    const { start, word } = drawWord(text, random, true);
    const char = word.charAt(0);
    return replaceAt(
      text,
      { start, end: start + 1 },
      char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase(),
    );
  },
  'cut within a word': (text) => text.replace(/(?<=\p{L})\p{L}["”’).,;:!?]*$/u, ''),
};

export const joiners = [' … ', ' ... ', ' [...] ', ' ', '; ', '… '];
