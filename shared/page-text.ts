/** What pdf.js says of a run of text; `transform` ends with x and y of its baseline. */
export interface TextItem {
  str: string;
  transform: readonly number[];
  height: number;
  hasEOL: boolean;
}

/** A line of a page's text: where it stands in it, and its font size in points. */
export interface PageLine {
  start: number;
  end: number;
  size: number;
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

interface Line {
  items: { item: number; str: string }[];
  size: number;
  y: number;
}

const ligatures: Record<string, string> = {
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
  '\ufb05': 'st',
  '\ufb06': 'st',
};

/** As a reader sees it: ligatures as letters, controls and exotic blanks as blanks, no lone surrogates. */
const readable = (raw: string): string =>
  raw
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029]/gu, ' ')
    .replaceAll(/[\ufb00-\ufb06]/gu, (letter) => ligatures[letter] ?? letter);

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
  let before: Line | null = null;
  for (const line of lines) {
    if (before) page.text += endsParagraph(before, line, leading) ? '\n\n' : '\n';
    const start = page.text.length;
    for (const { item, str } of line.items) {
      page.spans.push({ item, start: page.text.length, end: page.text.length + str.length });
      page.text += str;
    }
    page.lines.push({ start, end: page.text.length, size: line.size });
    before = line;
  }
  return page;
}

function linesOf(items: readonly TextItem[]): Line[] {
  const lines: Line[] = [];
  let line: Line | null = null;
  let blank: { item: number; str: string } | null = null;
  for (const [item, { str: raw, transform, height, hasEOL }] of items.entries()) {
    const str = readable(raw);
    const y = transform[5] ?? 0;
    const size = height > 0 ? height : Math.hypot(transform[2] ?? 0, transform[3] ?? 0);
    if (line && Math.abs(y - line.y) > 0.8 * Math.max(size, line.size)) line = null;
    if (str.trim() === '') {
      if (str !== '') blank = { item, str: ' ' };
    } else {
      if (line === null) {
        line = { items: [{ item, str }], size, y };
        lines.push(line);
      } else {
        if (blank) line.items.push(blank);
        line.items.push({ item, str });
        line.size = Math.max(line.size, size);
      }
      blank = null;
    }
    if (hasEOL) {
      line = null;
      blank = null;
    }
  }
  return lines;
}

/** The median distance of two lines that follow each other down the page. */
function usualLeading(lines: readonly Line[]): number {
  const gaps = lines
    .map((line, index) => (lines[index - 1]?.y ?? 0) - line.y)
    .filter((gap, index) => index > 0 && gap > 0)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

function endsParagraph(before: Line, line: Line, leading: number): boolean {
  const gap = before.y - line.y;
  if (gap < 0 || gap > 1.2 * leading) return true;
  return Math.max(before.size, line.size) > 1.1 * Math.min(before.size, line.size);
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

/** Where an offset in the readable form of a string lies in the string; inside a ligature, behind it. */
function rawOffset(raw: string, offset: number): number {
  let seen = 0;
  for (let at = 0; at < raw.length; at += 1) {
    if (seen >= offset) return at;
    seen += (ligatures[raw[at] ?? ''] ?? ' ').length;
  }
  return raw.length;
}
