import { readFile } from 'node:fs/promises';
import type { DocumentKind } from '#shared/document.ts';
import { cutIntoPages, keepPages } from './cut-into-pages.ts';
import { decodeText } from './decode-text.ts';
import { markdownHeadings } from './markdown-headings.ts';
import { type PageSource, type Range, readingLimits, Unreadable } from './page-source.ts';

/**
 * Opens a text. Form feeds begin pages; in a text without them a page is a section, or about 3,000 characters of one.
 *
 * @throws Unreadable when it is longer than what is read
 */
export async function openPlainText(
  path: string,
  kind: Extract<DocumentKind, 'text' | 'markdown'>,
): Promise<PageSource> {
  const text = readable(decodeText(await readFile(path)));
  if (text.length > readingLimits.chars) throw new Unreadable('The text is too long to be read. Split it into parts.');
  const headings = kind === 'markdown' ? markdownHeadings(text) : [];
  const ranges = headings.map(({ offset, end }) => ({ start: offset, end }));
  const own = ownPages(text);
  const pages = own.length > 1 ? keepPages(text, own, ranges) : cutIntoPages(text, ranges, own[0]);
  if (pages.length > readingLimits.pages) {
    throw new Unreadable(
      `It makes ${pages.length} pages; at most ${readingLimits.pages} can be read. Split it into parts.`,
    );
  }
  return {
    pages: pages.length,
    close: async () => {},
    read: async (number) => {
      const page = pages[number - 1] ?? { start: 0, end: 0 };
      return {
        text: text.slice(page.start, page.end),
        headings: headings
          .filter(({ offset }) => offset >= page.start && offset < page.end)
          .map((heading) => ({ offset: heading.offset - page.start, text: heading.text })),
      };
    },
  };
}

const readable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\f\t]/gu, ' ');

/** What stands between form feeds, also where that is nothing; behind the last one only if it says something. */
function ownPages(text: string): Range[] {
  const pages: Range[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/\f/g)) {
    pages.push({ start, end: index });
    start = index + 1;
  }
  if (pages.length === 0 || /\S/.test(text.slice(start))) pages.push({ start, end: text.length });
  return pages;
}
