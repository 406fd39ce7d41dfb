import { readable } from '#shared/readable.ts';
import { foldText, type FoldedText, type Hyphen } from './fold.ts';
import { isWordEdge } from './word-edge.ts';

/** Words to be found: folded, with the letters and digits that must be found (`from` to `to`). */
export interface Wanted {
  folded: FoldedText;
  from: number;
  to: number;
  /** the words as a search can read them */
  phrase: string;
}

/** UTF-16 offsets in the source. */
export interface Range {
  start: number;
  end: number;
}

const fewestWords = 4;
/** UTF-16 units; a passage has less */
const longest = 2_000;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const wordCharacter = /[\p{L}\p{N}]/u;

/**
 * Makes words ready to be found. What stands around them (quotation marks, ellipses, a full stop more or less) need not
 * be found.
 *
 * @returns null where they are fewer than four words, or longer than any quotation may be
 */
export function wantWords(words: string): Wanted | null {
  if (words.length > longest) return null;
  const folded = foldText(asInSource(words));
  const from = folded.text.search(wordCharacter);
  const to = folded.text.length - lengthOfTail(folded.text);
  if (from < 0) return null;
  let count = 0;
  for (const { isWordLike } of segmenter.segment(folded.text.slice(from, to))) if (isWordLike === true) count += 1;
  return count < fewestWords ? null : { folded, from, to, phrase: withHyphens(folded).trim() };
}

/** Folded text with the hyphens that are words' own. */
function withHyphens({ text, hyphens }: FoldedText): string {
  let phrase = '';
  let from = 0;
  for (const { at, kind } of hyphens) {
    phrase += text.slice(from, at) + (kind === 'hard' ? '-' : kind === 'gap' ? '- ' : '');
    from = at;
  }
  return phrase + text.slice(from);
}

/**
 * In prompts a source's bracketed numbers stand as `\[12\]`; what is copied out of a PDF has the ligatures and controls that
 * its pages' text does not have.
 */
const asInSource = (words: string): string =>
  words
    .replaceAll(/\\([[\]])/g, '$1')
    .split('\n')
    .map((line) => readable({ str: line, dir: 'ltr' }))
    .join('\n');

const lengthOfTail = (text: string): number => /[^\p{L}\p{N}\p{M}]*$/u.exec(text)?.[0].length ?? 0;

/**
 * Finds words as one unbroken run that cuts no word at its ends. What is wanted around the words belongs to the run where
 * it stands there too.
 *
 * @param near the place where they are most likely meant; without a run that begins in it, the first one counts
 * @returns    null where they do not stand there; near-linear in the length of the text
 */
export function findWords(page: FoldedText, wanted: Wanted, near?: Range): Range | null {
  const core = wanted.folded.text.slice(wanted.from, wanted.to);
  let first: Range | null = null;
  for (let at = page.text.indexOf(core); at >= 0; at = page.text.indexOf(core, at + 1)) {
    if (!hyphensAgree(page, wanted, at)) continue;
    const run = widened(page.text, wanted, at);
    if (!isWordEdge(page.text, run.start) || !isWordEdge(page.text, run.end)) continue;
    const range = { start: page.starts[run.start] ?? 0, end: page.ends[run.end - 1] ?? 0 };
    if (near === undefined || (range.start >= near.start && range.start < near.end)) return range;
    first ??= range;
  }
  return first;
}

/** Adds what stands around the words, on both sides, as far as it is wanted and there. */
function widened(text: string, { folded, from, to }: Wanted, at: number): Range {
  const range = { start: at, end: at + to - from };
  for (const char of folded.text.slice(0, from).replaceAll(' ', '').split('').toReversed()) {
    const blank = text.charAt(range.start - 1) === ' ' ? 1 : 0;
    if (text.charAt(range.start - 1 - blank) !== char) break;
    range.start -= 1 + blank;
  }
  for (const char of folded.text.slice(to).replaceAll(' ', '')) {
    const blank = text.charAt(range.end) === ' ' ? 1 : 0;
    if (text.charAt(range.end + blank) !== char) break;
    range.end += 1 + blank;
  }
  return range;
}

/** How a hyphen of the page may be wanted: at a line's end nothing tells whether it is the word's own. */
const allowed: Record<Hyphen | 'none', readonly (Hyphen | 'none')[]> = {
  none: ['none', 'line end'],
  hard: ['hard', 'line end'],
  gap: ['gap', 'line end'],
  'line end': ['none', 'hard', 'gap', 'line end'],
};

function hyphensAgree(page: FoldedText, { folded, from, to }: Wanted, at: number): boolean {
  const wanted = folded.hyphens.filter((hyphen) => hyphen.at > from && hyphen.at < to);
  let next = firstBehind(page.hyphens, at);
  let nextWanted = 0;
  for (;;) {
    const there = page.hyphens[next];
    const placeThere = there && there.at < at + to - from ? there.at - at : Infinity;
    const asked = wanted[nextWanted];
    const placeAsked = asked ? asked.at - from : Infinity;
    const place = Math.min(placeThere, placeAsked);
    if (place === Infinity) return true;
    const kind = there && placeThere === place ? there.kind : 'none';
    if (!allowed[kind].includes(asked && placeAsked === place ? asked.kind : 'none')) return false;
    if (placeThere === place) next += 1;
    if (placeAsked === place) nextWanted += 1;
  }
}

/** Index of the first hyphen behind an offset. */
function firstBehind(hyphens: FoldedText['hyphens'], offset: number): number {
  let low = 0;
  let high = hyphens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hyphens[middle]?.at ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
