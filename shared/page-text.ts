import { type ItemLine, linesOf } from './page-lines.ts';
import { rawOffset } from './readable.ts';
import type { TextItem } from './text-item.ts';

/** A line of a page's text: where it stands in it, its font size in points, and its height on the page. */
export interface PageLine {
  start: number;
  end: number;
  size: number;
  /** points above the page's origin; null where the line does not run upright */
  level: number | null;
}

/** Where an item's text stands in the page's text. */
interface ItemSpan {
  item: number;
  start: number;
  end: number;
}

export interface PageText {
  text: string;
  lines: PageLine[];
  spans: ItemSpan[];
}

/**
 * Joins the text items of a PDF page into lines and paragraphs, in the order of the page's own content. Extractor and
 * viewer both call it, so that character ranges agree.
 *
 * @param items all of `getTextContent({ disableNormalization: true })` that have a `str`, in order
 * @returns     the page's text: lines end with a line break, paragraphs with two
 */
export function pageText(items: readonly TextItem[]): PageText {
  const lines = linesOf(items);
  const leading = usualLeading(lines);
  const page: PageText = { text: '', lines: [], spans: [] };
  let before: ItemLine | null = null;
  for (const line of lines) {
    if (before) page.text += endsParagraph(before, line, leading) ? '\n\n' : '\n';
    const start = page.text.length;
    for (const { item, str } of line.pieces) {
      if (item !== null) page.spans.push({ item, start: page.text.length, end: page.text.length + str.length });
      page.text += str;
    }
    page.lines.push({ start, end: page.text.length, size: line.size, level: line.turn === 0 ? line.level : null });
    before = line;
  }
  return page;
}

/** The median distance of two lines that follow each other down the page. */
function usualLeading(lines: readonly ItemLine[]): number {
  const gaps = lines
    .map((line, index) => (lines[index - 1]?.level ?? 0) - line.level)
    .filter((gap, index) => index > 0 && gap > 0)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

function endsParagraph(before: ItemLine, line: ItemLine, leading: number): boolean {
  if (before.turn !== line.turn) return true;
  if (Math.max(before.size, line.size) > 1.1 * Math.min(before.size, line.size)) return true;
  const gap = before.level - line.level;
  return gap < 0 ? !goesOn(before, line) : gap > 1.2 * leading;
}

/** Whether a sentence runs on from the foot of one column to the head of the next. */
function goesOn(before: ItemLine, line: ItemLine): boolean {
  const end = before.pieces.at(-1)?.str ?? '';
  const begin = line.pieces[0]?.str ?? '';
  return /[\p{Ll}\p{N},;-]\s*$/u.test(end) && /^\s*\p{Ll}/u.test(begin);
}

/**
 * The pieces of the items' own strings that a range of the page's text covers, to be highlighted.
 *
 * @param start,end UTF-16 offsets in `page.text`
 * @returns         `from` and `to` are UTF-16 offsets in the `str` of the item with that index
 */
export function itemRanges(
  page: PageText,
  items: readonly TextItem[],
  start: number,
  end: number,
): { item: number; from: number; to: number }[] {
  return page.spans
    .filter((span) => span.start < end && span.end > start)
    .map((span) => {
      const raw = items[span.item]?.str ?? '';
      return {
        item: span.item,
        from: rawOffset(raw, Math.max(start, span.start) - span.start),
        to: rawOffset(raw, Math.min(end, span.end) - span.start),
      };
    });
}
