import { describe, expect, test } from 'vitest';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { checkHead, headBytes, TextCheck } from './content-check.ts';

const check = (content: Uint8Array | string, name: string) =>
  checkHead(Buffer.from(content).subarray(0, headBytes), name);
const reason = (content: Uint8Array | string, name: string): string | null => {
  const verdict = check(content, name);
  return 'refused' in verdict ? verdict.refused : null;
};

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

  test('SE-07 partial (type): what cannot', () => {
    expect(reason('PK\x03\x04...', 'essay.docx')).toContain('not supported yet');
    expect(reason('PK\x03\x04...', 'essay.pdf')).toContain('not supported yet');
    expect(reason(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'photo.txt')).toContain('pictures');
    expect(reason('\n<!DOCTYPE html><p>', 'page.txt')).toContain('web pages');
    expect(reason('{\\rtf1 text}', 'letter.txt')).toContain('RTF');
    expect(reason('text\0with NUL', 'x.txt')).toContain('cannot be read');
    expect(reason('only text', 'fake.pdf')).toContain('not what its name says');
    expect(reason('MZ\x90\x00\x03', 'notes.md')).toContain('cannot be read');
  });

  test('binary that comes late in a text is found', () => {
    const text = new TextCheck();
    expect(text.accepts(Buffer.from('plain\tlines\r\n'))).toBe(true);
    expect(text.accepts(Buffer.from('and a \0'))).toBe(false);
    const wide = new TextCheck();
    expect(wide.accepts(Buffer.from('\ufeffwide', 'utf16le'))).toBe(true);
    expect(wide.accepts(Buffer.from('letters', 'utf16le'))).toBe(true);
  });
});
