import { readFile } from 'node:fs/promises';
import type { DocumentKind } from '#shared/document.ts';
import { decodeText } from './decode-text.ts';
import { markdownHeadings } from './markdown-headings.ts';
import { type Heading, type PageSource, readingLimits, Unreadable } from './page-source.ts';

const pageChars = 3_000;

/**
 * Opens a text without pages of its own: a page is a section, or about 3,000 characters of one.
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
  const pages = pagesOf(text, headings);
  return {
    pages: pages.length,
    read: async (number) => {
      const page = pages[number - 1] ?? { start: 0, end: 0 };
      return {
        text: text.slice(page.start, page.end),
        headings: headings
          .filter(({ offset }) => offset >= page.start && offset < page.end)
          .map((heading) => ({ ...heading, offset: heading.offset - page.start })),
      };
    },
  };
}

const readable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\f\t]/gu, ' ');

interface Range {
  start: number;
  end: number;
}

/** Sections, cut further where they are long; offsets are found once for the whole text. */
function pagesOf(text: string, headings: readonly Heading[]): Range[] {
  const breaks = Array.from(text.matchAll(/\f/g), (match) => match.index + 1);
  const bounds = [...headings.map(({ offset }) => offset), ...breaks, text.length].sort((a, b) => a - b);
  const sections: Range[] = [];
  let start = 0;
  for (const end of bounds) {
    if (!hasBody(text.slice(start, end))) continue;
    sections.push(...cut(text, { start, end }));
    start = end;
  }
  const last = sections.at(-1);
  if (last && start < text.length) last.end = text.length;
  return sections;
}

/** A heading with nothing below it goes with the section that follows. */
const hasBody = (section: string): boolean =>
  section.split('\n').some((line) => /[\p{L}\p{N}]/u.test(line) && !/^#{1,6}\s/.test(line));

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
