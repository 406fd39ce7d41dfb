import { describe, expect, test } from 'vitest';
import { makeDocx } from '#tests/harness/make-docx.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { makePptx, slide } from '#tests/harness/make-pptx.ts';
import { makeZip } from '#tests/harness/make-zip.ts';
import { checkContent, headBytes, type Verdict } from './content-check.ts';

/** Looks at a file as an upload does, in pieces that do not mind what is in them. */
function check(content: Uint8Array | string, name: string, pieces = 1_000): Verdict {
  const bytes = Buffer.from(content);
  const found = checkContent(bytes.subarray(0, headBytes), name);
  if ('refused' in found) return found;
  for (let at = 0; at < bytes.length; at += pieces) {
    const refused = found.add(bytes.subarray(at, at + pieces));
    if (refused !== null) return { refused };
  }
  return found.verdict();
}
const reason = (content: Uint8Array | string, name: string): string | null => {
  const verdict = check(content, name);
  return 'refused' in verdict ? verdict.refused : null;
};
const zip = (...names: string[]): Uint8Array => makeZip(names.map((name) => ({ name, content: 'x' })));

describe('the content tells the type, not the name', () => {
  test('what can be read', () => {
    expect(check(makePdf([['x']]), 'anything.txt')).toEqual({ kind: 'pdf' });
    expect(check('\n%PDF-1.7\n', 'late.pdf')).toEqual({ kind: 'pdf' });
    expect(check('# Osmosis', 'notes.md')).toEqual({ kind: 'markdown' });
    expect(check('# Osmosis', 'notes.txt')).toEqual({ kind: 'text' });
    expect(check('Größe', 'no ending')).toEqual({ kind: 'text' });
    expect(check(Buffer.from('Gr\xf6\xdfe', 'latin1'), 'old.txt')).toEqual({ kind: 'text' });
    expect(check(Buffer.from('\ufeffwide', 'utf16le'), 'wide.txt')).toEqual({ kind: 'text' });
    expect(check('A file that says %PDF-1.4 somewhere in it', 'about.txt')).toEqual({ kind: 'text' });
  });

  test('SE-07 (type): what cannot says what to do', () => {
    expect(reason(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'photo.txt')).toContain('Pictures');
    expect(reason('\n<!DOCTYPE html><p>', 'page.txt')).toContain('Web pages');
    expect(reason('{\\rtf1 text}', 'letter.txt')).toContain('RTF');
    expect(reason(Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), 'old.doc')).toContain('.docx');
    expect(reason('text\0with NUL', 'x.txt')).toContain('cannot be read');
    expect(reason('only text', 'fake.pdf')).toContain('not what its name says');
    expect(reason('only text', 'fake.docx')).toContain('not what its name says');
    expect(reason('MZ\x90\x00\x03', 'notes.md')).toContain('cannot be read');
  });

  test('binary that comes late in a text is found, in both encodings', () => {
    expect(reason(`${'plain\tlines\r\n'.repeat(500)}\0`, 'x.txt')).toContain('not text');
    const wide = Buffer.from(`\ufeff${'wide '.repeat(1_000)}`, 'utf16le');
    expect(check(wide, 'wide.txt', 333)).toEqual({ kind: 'text' });
    expect(reason(Buffer.concat([wide, Buffer.from('\0\0')]), 'wide.txt')).toContain('not text');
  });
});

describe('what is in a zip file', () => {
  const docx = makeDocx({ body: 'Text' });
  const pptx = makePptx([slide('Title', 'text')]);

  test('is a Word document or a presentation by its parts, whatever it calls itself and however it comes', () => {
    for (const pieces of [1, 7, 100, 100_000]) {
      expect(check(docx, 'essay.pdf', pieces)).toEqual({ kind: 'docx' });
      expect(check(pptx, 'essay.docx', pieces)).toEqual({ kind: 'pptx' });
    }
    expect(check(zip('[Content_Types].xml', 'word\\document2.xml'), 'x')).toEqual({ kind: 'docx' });
  });

  test('counts where its list of parts says so, not where another file is kept in it', () => {
    const more = [
      { name: 'ppt/embeddings/book.xlsx', content: zip('[Content_Types].xml', 'word/document.xml'), stored: true },
    ];
    expect(check(makePptx([slide('Title', 'text')], { more }), 'x')).toEqual({ kind: 'pptx' });
  });

  test('SE-07 (type by name only): something else is refused with what to do', () => {
    expect(reason(zip('[Content_Types].xml', 'xl/workbook.xml'), 'essay.docx')).toContain('Spreadsheets');
    expect(reason(zip('[Content_Types].xml', 'visio/document.xml'), 'essay.docx')).toContain('neither a Word');
    expect(reason(zip('notes.txt'), 'essay.docx')).toContain('Archives');
    const stored = (name: string, content: string) => makeZip([{ name, content, stored: true }]);
    expect(reason(stored('mimetype', 'application/epub+zip'), 'book.docx')).toContain('E-books');
    expect(reason(stored('mimetype', 'application/vnd.oasis.opendocument.text'), 'x.odt')).toContain('OpenDocument');
    expect(reason(docx.subarray(0, docx.length - 30), 'cut.docx')).toContain('its end is missing');
    expect(reason('PK\x03\x04 and nothing more', 'x.docx')).toContain('its end is missing');
  });
});
