import type { DocumentKind } from '#shared/document.ts';

export type Verdict = { kind: Extract<DocumentKind, 'pdf' | 'text' | 'markdown'> } | { refused: string };

/** How many bytes of a file must be there before its type can be told. */
export const headBytes = 1_024;

const signatures: [RegExp, string][] = [
  [/^PK\x03\x04/, 'Word, PowerPoint and other zipped files are not supported yet'],
  [/^\xd0\xcf\x11\xe0/, 'old Office files are not supported'],
  [/^\{\\rtf/, 'RTF files are not supported'],
  [/^\s*<(?:!doctype html|html)/i, 'web pages are not supported'],
  [/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|RIFF....WEBP)/s, 'pictures are not supported'],
  [/^%!PS/, 'PostScript files are not supported'],
];
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
  const other = signatures.find(([signature]) => signature.test(start));
  if (other) return { refused: `This type of file cannot be read: ${other[1]}. ${advice}` };
  if (!hasUtf16Mark(head) && controls.test(start)) return { refused: `This type of file cannot be read. ${advice}` };
  if (otherEndings.test(name)) return { refused: `Its content is not what its name says. ${advice}` };
  return { kind: markdownEndings.test(name) ? 'markdown' : 'text' };
}

const controls = /[\x00-\x07\x0e-\x1a\x1c-\x1f]/;
const hasUtf16Mark = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

/** Follows a text's bytes to its end: no part of it may be binary. */
export class TextCheck {
  #wide: boolean | null = null;

  /** @returns false where the bytes are not text */
  accepts(chunk: Uint8Array): boolean {
    this.#wide ??= hasUtf16Mark(chunk);
    return this.#wide || !controls.test(Buffer.from(chunk).toString('latin1'));
  }
}
