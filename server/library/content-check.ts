import type { DocumentKind } from '#shared/document.ts';
import { hasUtf16Mark, isControl, TextCheck } from './text-check.ts';
import { ZipCheck } from './zip-check.ts';

export type Verdict = { kind: DocumentKind } | { refused: string };

/** Follows a file's bytes to its end. */
export interface ContentCheck {
  /** @returns why they cannot be what they began as; null as long as they can */
  add(chunk: Uint8Array): string | null;
  /** After the last of them. */
  verdict(): Verdict;
}

/** How many bytes of a file must be there before its type can be told. */
export const headBytes = 1_024;

const zip = 'pk\x03\x04';

/** How files of other types begin, in Latin-1 and lower case, what else they hold there, and what to do with them. */
const others: { begins: string[]; holds?: string; advice: string }[] = [
  {
    begins: ['\xd0\xcf\x11\xe0'],
    advice:
      'Old Office files (.doc, .ppt, .xls) and files with a password cannot be read. Save it as .docx or .pptx, without a password, and upload that.',
  },
  {
    begins: [zip],
    holds: 'mimetypeapplication/epub',
    advice: 'E-books cannot be read. Convert it to PDF or to .docx and upload that.',
  },
  {
    begins: [zip],
    holds: 'mimetypeapplication/vnd.oasis',
    advice: 'OpenDocument files cannot be read. Save it as .docx or .pptx, or as PDF, and upload that.',
  },
  { begins: ['{\\rtf'], advice: 'RTF files cannot be read. Save it as .docx or PDF and upload that.' },
  { begins: ['<!doctype html', '<html'], advice: 'Web pages cannot be read. Print it to a PDF and upload that.' },
  {
    begins: ['\x89png', '\xff\xd8\xff', 'gif8'],
    advice: 'Pictures cannot be read. Make a PDF with recognised text (OCR) of it and upload that.',
  },
  { begins: ['%!ps'], advice: 'PostScript files cannot be read. Convert it to PDF and upload that.' },
];
const advice = 'Upload a PDF, a Word (.docx) or PowerPoint (.pptx) file, a text or a Markdown file.';
const otherEndings = /\.(?:pdf|doc[xm]?|ppt[xm]?|xls[xm]?|od[tps]|rtf|epub|zip|png|jpe?g|gif|webp|mp[34]|exe)$/i;
const markdownEndings = /\.(?:md|markdown|mdown|mkd)$/i;

/**
 * Tells a file's type by how it begins, as far as that goes; the check that it returns sees all of it.
 *
 * @param head the first 1,024 bytes, or all there are
 * @param name what the file calls itself, which only tells Markdown from text
 */
export function checkContent(head: Uint8Array, name: string): ContentCheck | { refused: string } {
  const start = Buffer.from(head).toString('latin1');
  if (/(?:^|[\r\n])%PDF-\d\.\d/.test(start)) return { add: () => null, verdict: () => ({ kind: 'pdf' }) };
  const beginning = start.trimStart().toLowerCase();
  const other = others.find(
    ({ begins, holds = '' }) =>
      begins.some((mark) => beginning.startsWith(mark)) && beginning.slice(0, 150).includes(holds),
  );
  if (other) return { refused: other.advice };
  if (start.startsWith('PK\x03\x04')) return new ZipCheck();
  if (!hasUtf16Mark(head) && head.some(isControl)) return { refused: `This type of file cannot be read. ${advice}` };
  if (otherEndings.test(name)) return { refused: `Its content is not what its name says. ${advice}` };
  return new TextCheck(markdownEndings.test(name) ? 'markdown' : 'text');
}
