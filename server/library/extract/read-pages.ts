import type { DocumentKind } from '#shared/document.ts';
import { split } from '../split.ts';
import { type Heading, type PageSource, readingLimits, Unreadable } from './page-source.ts';
import { openPlainText } from './plain-text.ts';

/** A page with its passages; `heading` is the section that a reader of it is in. */
export interface ReadPage {
  page: number;
  heading: string | null;
  text: string;
  passages: { start: number; end: number; heading: string | null; text: string }[];
}

/** Pages that were read, and how many there are in all. */
export interface ReadBatch {
  pages: number;
  read: ReadPage[];
}

export interface ReadRequest {
  path: string;
  kind: DocumentKind;
  /** the first page to read, from 1 */
  from: number;
  /** the section in which the page before it ended */
  heading: string | null;
}

const batchPages = 16;
const batchMs = 200;

/**
 * Reads a file's pages and cuts them into passages. A batch is what was read in about 200 ms.
 *
 * @throws Unreadable
 */
export async function* readPages(request: ReadRequest): AsyncGenerator<ReadBatch> {
  const source = await open(request);
  let { heading } = request;
  let chars = 0;
  let read: ReadPage[] = [];
  let since = performance.now();
  if (request.from > source.pages) yield { pages: source.pages, read };
  for (let page = request.from; page <= source.pages; page += 1) {
    const { text, headings } = await source.read(page);
    chars += text.length;
    if (chars > readingLimits.chars) throw new Unreadable('It holds too much text. Split it into parts.');
    read.push(asPage(page, text, headings, heading));
    heading = headings.at(-1)?.text ?? heading;
    if (read.length === batchPages || page === source.pages || performance.now() - since > batchMs) {
      yield { pages: source.pages, read };
      read = [];
      since = performance.now();
    }
  }
}

async function open({ path, kind }: ReadRequest): Promise<PageSource> {
  switch (kind) {
    case 'pdf': {
      // pdf.js takes a while to load, and a text does not need it
      const { openPdf } = await import('./pdf.ts');
      return openPdf(path);
    }
    case 'text':
    case 'markdown':
      return openPlainText(path, kind);
    case 'docx':
    case 'pptx':
      throw new Unreadable('Files of this type cannot be read yet.');
  }
}

function asPage(page: number, text: string, headings: readonly Heading[], before: string | null): ReadPage {
  const passages = split(
    text,
    headings.map(({ offset }) => offset),
  ).map(({ start, end }) => ({
    start,
    end,
    heading: headings.findLast(({ offset }) => offset <= start)?.text ?? before,
    text: text.slice(start, end),
  }));
  return { page, heading: headings[0]?.text ?? before, text, passages };
}
