import type { DocumentKind } from '#shared/document.ts';

export type Verdict = { kind: Extract<DocumentKind, 'pdf' | 'text' | 'markdown'> } | { refused: string };

/** How many bytes of a file must be there before its type can be told. */
export const headBytes = 1_024;

/** How files of other types begin, in Latin-1 and lower case. */
const others: Record<string, string> = {
  'pk\x03\x04': 'Word, PowerPoint and other zipped files are not supported yet',
  '\xd0\xcf\x11\xe0': 'old Office files are not supported',
  '{\\rtf': 'RTF files are not supported',
  '<!doctype html': 'web pages are not supported',
  '<html': 'web pages are not supported',
  '\x89png': 'pictures are not supported',
  '\xff\xd8\xff': 'pictures are not supported',
  gif8: 'pictures are not supported',
  '%!ps': 'PostScript files are not supported',
};
const advice = 'Upload a PDF, a text or a Markdown file.';
const otherEndings = /\.(?:pdf|docx?|pptx?|xlsx?|odt|odp|rtf|epub|zip|png|jpe?g|gif|webp|mp[34]|exe)$/i;
const markdownEndings = /\.(?:md|markdown|mdown|mkd)$/i;

/**
 * Tells a file's type by how it begins.
 *
 * @param head the first 1,024 bytes, or all there are
 * @param name what the file calls itself, which only tells Markdown from text
 */
export function checkHead(head: Uint8Array, name: string): Verdict {
  const start = Buffer.from(head).toString('latin1');
  if (/(?:^|[\r\n])%PDF-\d\.\d/.test(start)) return { kind: 'pdf' };
  const beginning = start.trimStart().toLowerCase();
  const other = Object.entries(others).find(([mark]) => beginning.startsWith(mark));
  if (other) return { refused: `This type of file cannot be read: ${other[1]}. ${advice}` };
  if (!hasUtf16Mark(head) && head.some(isControl)) return { refused: `This type of file cannot be read. ${advice}` };
  if (otherEndings.test(name)) return { refused: `Its content is not what its name says. ${advice}` };
  return { kind: markdownEndings.test(name) ? 'markdown' : 'text' };
}

/** Bytes that no text has: all controls but backspace, tab, line ends, form feed and escape. */
const isControl = (byte: number): boolean => byte < 8 || (byte > 13 && byte < 32 && byte !== 27);
const hasUtf16Mark = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

/** Follows a text's bytes to its end: no part of it may be binary. */
export class TextCheck {
  #wide: boolean | null = null;

  /** @returns false where the bytes are not text */
  accepts(chunk: Uint8Array): boolean {
    this.#wide ??= hasUtf16Mark(chunk);
    return this.#wide || !chunk.some(isControl);
  }
}
