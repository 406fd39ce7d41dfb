import { createHash } from 'node:crypto';
import { makePdf } from '#tests/harness/make-pdf.ts';
import type { TestFile } from '#tests/harness/documents.ts';
import type { DocumentKind } from '#shared/document.ts';

/** A file that is uploaded, and what is to become of it. */
export interface MadeFile extends TestFile {
  kind: DocumentKind;
  content: Uint8Array<ArrayBuffer>;
  isReadable: boolean;
  contentKey: string;
}

const kinds = ['book', 'text', 'markdown', 'book', 'broken', 'scan'] as const;

/** The file with a number: always the same, and no two alike. */
export function makeFile(n: number): MadeFile {
  const what = kinds[n % kinds.length] ?? 'book';
  const size = 5 + ((n * 37) % 90);
  const lines = (page: number) => [
    `Page ${page} of file ${n} is about topic number ${page}.`,
    `It says that osmosis moves water through membrane number ${page * n}.`,
  ];
  const numbers = Array.from({ length: size }, (_, index) => index + 1);
  const of = (name: string, kind: DocumentKind, content: Uint8Array | string, isReadable = true): MadeFile => {
    const bytes = new Uint8Array(Buffer.from(content));
    const contentKey = createHash('sha256').update(bytes).digest('hex');
    return { name, kind, content: bytes, isReadable, contentKey };
  };
  switch (what) {
    case 'book':
      return of(`book-${n}.pdf`, 'pdf', makePdf(numbers.map(lines)));
    case 'text':
      return of(`text-${n}.txt`, 'text', numbers.flatMap((page) => [...lines(page), '']).join('\n'));
    case 'markdown':
      return of(
        `notes-${n}.md`,
        'markdown',
        numbers.map((page) => `# Topic ${page}\n\n${lines(page).join('\n')}`).join('\n\n'),
      );
    case 'broken':
      return of(`broken-${n}.pdf`, 'pdf', `%PDF-1.4\nrubbish ${n}`, false);
    case 'scan':
      return of(
        `scan-${n}.pdf`,
        'pdf',
        Buffer.concat([makePdf(numbers.map(() => ({ lines: [] }))), Buffer.from(`\n%${n}\n`)]),
        false,
      );
  }
}
