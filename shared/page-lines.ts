import { readable } from './readable.ts';
import { inReadingOrder } from './right-to-left.ts';
import { type Place, placeOf, type TextItem } from './text-item.ts';

/** A piece of a line; `item` is null for a blank that the page shows and no item holds. */
export interface LinePiece {
  item: number | null;
  str: string;
}

/** A line of a page, in the order in which it is read. */
export interface ItemLine {
  pieces: LinePiece[];
  /** of its largest letters, in points */
  size: number;
  level: number;
  turn: number;
}

interface PlacedPiece {
  item: number;
  str: string;
  dir: string;
  start: number;
  end: number;
}

interface OpenLine extends Place {
  pieces: PlacedPiece[];
}

/** Lines of text items, in the order of the page's own content. */
export const linesOf = (items: readonly TextItem[]): ItemLine[] =>
  openLinesOf(items).map(({ pieces, size, level, turn }) => ({
    pieces: withBlanks(inReadingOrder(pieces), size),
    size,
    level,
    turn,
  }));

function openLinesOf(items: readonly TextItem[]): OpenLine[] {
  const lines: OpenLine[] = [];
  let line: OpenLine | null = null;
  let blank: PlacedPiece | null = null;
  for (const [index, item] of items.entries()) {
    const place = placeOf(item);
    const str = readable(item);
    const isBlank = str.trim() === '';
    const piece = { item: index, str: isBlank ? ' ' : str, dir: item.dir, start: place.start, end: place.end };
    if (line !== null && !isBlank && !isSameLine(line, place)) line = blank = null;
    if (isBlank) {
      if (str !== '') blank = piece;
    } else {
      if (line === null) {
        line = { ...place, pieces: [piece] };
        lines.push(line);
      } else {
        if (blank !== null) line.pieces.push(blank);
        line.pieces.push(piece);
        line.size = Math.max(line.size, place.size);
      }
      blank = null;
    }
    if (item.hasEOL) line = blank = null;
  }
  return lines;
}

/** What is raised or lowered by less than a letter stays in its line. */
const isSameLine = (line: OpenLine, place: Place): boolean =>
  line.turn === place.turn && Math.abs(place.level - line.level) <= 0.8 * Math.max(place.size, line.size);

/** Scripts that put no blanks between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u303f\uff01-\uff60]/u;

/** Adds the blanks that stand between pieces by their places only; drops those that set Chinese or Japanese apart. */
function withBlanks(pieces: readonly PlacedPiece[], size: number): LinePiece[] {
  const line: LinePiece[] = [];
  let before: PlacedPiece | null = null;
  let blank: PlacedPiece | null = null;
  for (const piece of pieces) {
    if (piece.str === ' ') {
      blank = piece;
      continue;
    }
    if (before !== null) {
      const gap = Math.max(piece.start - before.end, before.start - piece.end);
      const isUnspaced = gap < size && unspaced.test(before.str.slice(-1)) && unspaced.test(piece.str.charAt(0));
      const isParted = /\s$/.test(before.str) || /^\s/.test(piece.str);
      if (blank !== null && !isUnspaced) line.push({ item: blank.item, str: ' ' });
      else if (blank === null && gap > 0.15 * size && !isUnspaced && !isParted) line.push({ item: null, str: ' ' });
    }
    line.push({ item: piece.item, str: piece.str });
    before = piece;
    blank = null;
  }
  return line;
}
