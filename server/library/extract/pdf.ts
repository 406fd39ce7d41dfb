import './no-canvas.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument, InvalidPDFException, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { pageText, type PageText } from '#shared/page-text.ts';
import { type PageSource, readingLimits, type SourcePage, Unreadable } from './page-source.ts';
import { FontSizes } from './font-sizes.ts';
import { headingsOf } from './pdf-headings.ts';
import { type Neighbour, neighbourhood, runningLines } from './running-lines.ts';

/** Pages that tell in which size the document is set. */
const lookedAt = 16;
const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * Opens a PDF; its text is read a page at a time.
 *
 * @throws Unreadable when it is broken, encrypted or has more pages than are read
 */
export async function openPdf(path: string): Promise<PageSource> {
  const pdf = await open(path);
  const pages = pdf.numPages;
  if (pages > readingLimits.pages) {
    throw new Unreadable(`It has ${pages} pages; at most ${readingLimits.pages} can be read. Split it into parts.`);
  }
  const texts = new Map<number, Promise<PageText | null>>();
  let broken = 0;

  const textOf = async (number: number): Promise<PageText | null> => {
    try {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      page.cleanup();
      return pageText(items.filter((item) => 'str' in item));
    } catch {
      return null;
    }
  };
  const body = await bodySize(pages, textOf);

  /** Reads each page once, though it is looked at from the pages near it. */
  const textNear = (number: number): Promise<PageText | null> => {
    const known = texts.get(number) ?? textOf(number);
    texts.set(number, known);
    return known;
  };

  const read = async (number: number): Promise<SourcePage> => {
    texts.delete(number - neighbourhood - 1);
    const content = await textNear(number);
    if (content === null) {
      broken += 1;
      if (broken === pages) throw new Unreadable('The PDF is broken: none of its pages can be read.');
      return { text: '', headings: [] };
    }
    if (content.text.length > readingLimits.charsPerPage) throw new Unreadable(`Page ${number} holds too much text.`);
    const neighbours: Neighbour[] = [];
    for (const distance of [-2, -1, 1, 2]) {
      const there = number + distance;
      const page = there < 1 || there > pages ? null : await textNear(there);
      if (page !== null) neighbours.push({ distance, page });
    }
    const running = runningLines(content, neighbours, body);
    return { text: content.text, headings: headingsOf(content, body, running), running };
  };

  return { pages, read, close: () => pdf.loadingTask.destroy() };
}

/** The size of the document's running text, as pages from all over it show: the same wherever reading begins. */
async function bodySize(pages: number, textOf: (number: number) => Promise<PageText | null>): Promise<number> {
  const sizes = new FontSizes();
  const looks = Math.min(pages, lookedAt);
  for (let look = 0; look < looks; look += 1) {
    const content = await textOf(1 + Math.floor((look * pages) / looks));
    if (content !== null) sizes.add(content);
  }
  return sizes.body();
}

async function open(path: string) {
  try {
    return await getDocument({
      url: pathToFileURL(path).href,
      cMapUrl: `${assets}/cmaps/`,
      standardFontDataUrl: `${assets}/standard_fonts/`,
      disableAutoFetch: true,
      disableStream: true,
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    if (error instanceof PasswordException) {
      throw new Unreadable('The PDF is encrypted: it asks for a password. Save it without one and upload it again.');
    }
    if (error instanceof InvalidPDFException) throw new Unreadable('The PDF is broken and cannot be opened.');
    throw new Unreadable('The PDF cannot be opened.', { cause: error });
  }
}
