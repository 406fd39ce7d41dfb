import { readFile } from 'node:fs/promises';
import { cutIntoPages, keepPages } from './cut-into-pages.ts';
import { decodeText } from './decode-text.ts';
import { type PageSource, type Range, readingLimits, type SourcePage, Unreadable } from './page-source.ts';

/** How a text is read. */
export interface TextForm {
  /** headings with all that belongs to them alone, ascending */
  headings: readonly Range[];
  page(range: Range): SourcePage;
}

/**
 * Opens a text. Form feeds begin pages; in a text without them a page is a section, or about 3,000 characters of one.
 *
 * @param formOf what is found in the text as a whole; plain text if left out
 * @throws       Unreadable when it is longer than what is read
 */
export async function openText(path: string, formOf: (text: string) => TextForm = plainText): Promise<PageSource> {
  const text = readable(decodeText(await readFile(path)));
  if (text.length > readingLimits.chars) throw new Unreadable('The text is too long to be read. Split it into parts.');
  const form = formOf(text);
  const own = ownPages(text);
  const pages = own.length > 1 ? keepPages(text, own, form.headings) : cutIntoPages(text, form.headings, own[0]);
  if (pages.length > readingLimits.pages) {
    throw new Unreadable(
      `It makes ${pages.length} pages; at most ${readingLimits.pages} can be read. Split it into parts.`,
    );
  }
  return {
    pages: pages.length,
    close: async () => {},
    read: async (number) => form.page(pages[number - 1] ?? { start: 0, end: 0 }),
  };
}

const plainText = (text: string): TextForm => ({
  headings: [],
  page: ({ start, end }) => ({ text: text.slice(start, end), headings: [] }),
});

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
