import { limits } from '#shared/limits.ts';

/** A passage of a page; `start` and `end` are UTF-16 offsets in the page's text. */
export interface Piece {
  start: number;
  end: number;
}

const aim = 1_000;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a page's text into passages that end at sentences. A section that begins on the page begins a passage.
 *
 * @param text     of one page
 * @param sections offsets at which a heading begins, ascending
 * @param max      UTF-16 units that a passage may have
 * @returns        passages in order, apart from each other, without blanks at their ends; none where nothing can be read
 */
export function split(text: string, sections: readonly number[] = [], max: number = limits.passageChars): Piece[] {
  const bounds = [0, ...sections.filter((offset) => offset > 0 && offset < text.length), text.length];
  const parts = bounds.slice(1).map((end, index) => ({ start: bounds[index] ?? 0, end }));
  return joinShort(parts, max)
    .flatMap((part) => pack(sentencesOf(text, part, max), max))
    .map((piece) => trim(text, piece))
    .filter((piece) => /[\p{L}\p{N}]/u.test(text.slice(piece.start, piece.end)));
}

/** A section of a line or two is no passage of its own: it goes with what follows. */
function joinShort(parts: readonly Piece[], max: number): Piece[] {
  const joined: Piece[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && last.end - last.start < 150 && part.end - last.start <= max) last.end = part.end;
    else joined.push({ ...part });
  }
  return joined;
}

function sentencesOf(text: string, part: Piece, max: number): Piece[] {
  // a line break inside a paragraph ends no sentence; an empty line does, and the end of a table's row
  const flowing = text
    .slice(part.start, part.end)
    .split(/(?<=\n)/)
    .map((line, index, lines) => (endsSentence(line, lines[index + 1] ?? '') ? line : line.replace('\n', ' ')))
    .join('');
  return Array.from(sentences.segment(flowing)).flatMap(({ segment, index }) => {
    const start = part.start + index;
    return cutLong(text, { start, end: start + segment.length }, max);
  });
}

const endsSentence = (line: string, next: string): boolean =>
  line === '\n' || next === '\n' || line.includes('\t') || next.includes('\t');

/** A sentence that is longer than a passage is cut before a word, or where that fails between two characters. */
function cutLong(text: string, piece: Piece, max: number): Piece[] {
  const cuts: Piece[] = [];
  let start = piece.start;
  while (piece.end - start > max) {
    const end = start + cutAt(text.slice(start, start + max));
    cuts.push({ start, end });
    start = end;
  }
  return [...cuts, { start, end: piece.end }];
}

function cutAt(text: string): number {
  const word = text.search(/\s\S*$/);
  if (word > text.length / 2) return word + 1;
  const last = graphemes.segment(text).containing(text.length - 1);
  if (last && last.index > 0) return last.index;
  return /[\ud800-\udbff]$/.test(text) && text.length > 1 ? text.length - 1 : text.length;
}

/** Fills passages evenly, so that no page ends with a crumb: a sentence goes where its middle lies. */
function pack(parts: readonly Piece[], max: number): Piece[] {
  const start = parts[0]?.start ?? 0;
  const length = (parts.at(-1)?.end ?? start) - start;
  const even = length / Math.ceil(length / Math.min(aim, max));
  const packed: (Piece & { share: number })[] = [];
  for (const part of parts) {
    const share = Math.floor(((part.start + part.end) / 2 - start) / even);
    const open = packed.at(-1);
    if (open?.share === share && part.end - open.start <= max) open.end = part.end;
    else packed.push({ ...part, share });
  }
  return packed;
}

function trim(text: string, { start, end }: Piece): Piece {
  const piece = text.slice(start, end);
  const left = piece.length - piece.trimStart().length;
  return { start: start + left, end: Math.max(start + left, end - (piece.length - piece.trimEnd().length)) };
}
