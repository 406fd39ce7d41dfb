import type { Range } from './page-source.ts';

const pageChars = 3_000;
/** A page of a file's own that is longer than any sheet of paper is cut like a text without pages. */
const longestPage = 10_000;

/** Pages that a file has of its own: a page stays what it is, unless no sheet of paper could hold it. */
export const keepPages = (text: string, pages: readonly Range[], headings: readonly Range[]): Range[] =>
  pages.flatMap((page) => {
    const parts = page.end - page.start <= longestPage ? [] : cutIntoPages(text, headings, page);
    return parts.length === 0 ? [page] : parts;
  });

/**
 * Makes pages of a text that has none: a page is a section, or about 3,000 characters of one. Together they are the
 * whole text; where there is nothing to read in it there are none.
 *
 * @param headings where they stand in the text, ascending
 */
export function cutIntoPages(
  text: string,
  headings: readonly Range[],
  within: Range = { start: 0, end: text.length },
): Range[] {
  const inside = headings.filter(({ start }) => start >= within.start && start < within.end);
  const sections: Range[] = [];
  let { start } = within;
  let body = start;
  for (const [index, heading] of [...inside, { start: within.end, end: within.end }].entries()) {
    // a heading with nothing below it goes with the section that follows
    if (/[\p{L}\p{N}]/u.test(text.slice(body, heading.start)) || (index === inside.length && sections.length === 0)) {
      sections.push({ start, end: heading.start });
      start = heading.start;
    }
    body = heading.end;
  }
  const last = sections.at(-1);
  if (last) last.end = within.end;
  const pages = sections.flatMap((section) => cut(text, section));
  return pages.some((page) => /[\p{L}\p{N}]/u.test(text.slice(page.start, page.end))) ? pages : [];
}

/** Cuts at the end of a paragraph near 3,000 characters, or of a line, or of a word. */
function cut(text: string, { start, end }: Range): Range[] {
  const pieces: Range[] = [];
  let from = start;
  while (end - from > 1.5 * pageChars) {
    const part = text.slice(from, from + pageChars);
    const at = ['\n\n', '\n', '. ', ' ']
      .map((mark) => ({ mark, index: part.lastIndexOf(mark) }))
      .find(({ index }) => index > pageChars / 2);
    const to = from + (at ? at.index + at.mark.length : wholeCharacters(part));
    pieces.push({ start: from, end: to });
    from = to;
  }
  return [...pieces, { start: from, end }];
}

const wholeCharacters = (part: string): number => (/[\ud800-\udbff]$/.test(part) ? part.length - 1 : part.length);
