import type { DocumentKind } from '#shared/document.ts';
import { type PageSource, readingLimits, type SourcePage, Unreadable } from './page-source.ts';
import { passagesOf } from './page-passages.ts';
import { openText } from './plain-text.ts';

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
export async function* readPages(request: ReadRequest): AsyncGenerator<ReadBatch, void> {
  const source = await open(request);
  let { heading } = request;
  let chars = 0;
  let read: ReadPage[] = [];
  let since = performance.now();
  if (request.from > source.pages) yield { pages: source.pages, read };
  for (let page = request.from; page <= source.pages; page += 1) {
    const found = await source.read(page);
    chars += found.text.length;
    if (chars > readingLimits.chars) throw new Unreadable('It holds too much text. Split it into parts.');
    read.push(asPage(page, found, heading));
    heading = found.headings.at(-1)?.text ?? heading;
    if (read.length === batchPages || page === source.pages || performance.now() - since > batchMs) {
      yield { pages: source.pages, read };
      read = [];
      since = performance.now();
    }
  }
  await source.close();
}

async function open({ path, kind }: ReadRequest): Promise<PageSource> {
  switch (kind) {
    case 'pdf': {
      // pdf.js takes a while to load, and a text does not need it
      const { openPdf } = await import('./pdf.ts');
      return openPdf(path);
    }
    case 'text':
      return openText(path);
    case 'markdown': {
      const { openMarkdown } = await import('./markdown.ts');
      return openMarkdown(path);
    }
    case 'docx': {
      const { openDocx } = await import('./docx/docx.ts');
      return openDocx(path);
    }
    case 'pptx': {
      const { openPptx } = await import('./pptx/pptx.ts');
      return openPptx(path);
    }
  }
}

const asPage = (page: number, found: SourcePage, before: string | null): ReadPage => ({
  page,
  heading: found.headings[0]?.text ?? before,
  text: found.text,
  passages: passagesOf(found, before),
});
