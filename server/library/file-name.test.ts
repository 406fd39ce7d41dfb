import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanFileName } from './file-name.ts';

describe('names of uploaded files', () => {
  test('SE-07 (name): a path, controls and marks that turn the text around are taken out', () => {
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('C:\\Users\\me\\notes.md')).toBe('notes.md');
    expect(cleanFileName('a\0b\r\nc\u202egpj.pdf')).toBe('abcgpj.pdf');
    expect(cleanFileName('lone \ud83d half.txt')).toBe('lone half.txt');
    expect(cleanFileName('..')).toBe('Untitled');
    expect(cleanFileName('/')).toBe('Untitled');
  });

  test('spellings of one name are one', () => {
    expect(cleanFileName('re\u0301sume\u0301.pdf')).toBe('résumé.pdf');
  });

  test('a long name keeps its ending', () => {
    const name = cleanFileName(`${'é'.repeat(400)}.markdown`);
    expect(name).toHaveLength(255);
    expect(name).toMatch(/é\.markdown$/);
  });

  test('whatever comes can be stored and shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (raw) => {
        const name = cleanFileName(raw);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(255);
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[\p{Cc}/\\]/u);
      }),
    );
  });
});
