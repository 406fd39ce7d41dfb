import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemRanges, pageText, type TextItem } from './page-text.ts';

const item = (str: string, x: number, y: number, more: Partial<TextItem> = {}): TextItem => ({
  str,
  transform: [10, 0, 0, 10, x, y],
  height: str.trim() === '' ? 0 : 10,
  hasEOL: false,
  ...more,
});

const itemsArbitrary = fc.array(
  fc.record({
    str: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('', ' ', 'ﬁnal oﬀer', 'naïve', '\0', '\ud83d'),
    ),
    transform: fc.tuple(fc.constant(10), fc.constant(0), fc.constant(0), fc.constant(10), fc.nat(500), fc.nat(800)),
    height: fc.constantFrom(0, 10, 14),
    hasEOL: fc.boolean(),
  }),
);

describe('the text of a PDF page', () => {
  test('is lines and paragraphs as a reader sees them', () => {
    const { text, lines } = pageText([
      item('Cells', 72, 700, { height: 18, hasEOL: true }),
      item('A cell is the small', 72, 660),
      item('', 72, 660, { hasEOL: true }),
      item('-', 72, 648),
      item('est unit', 80, 648),
      item(' ', 120, 648),
      item('of life.', 124, 648, { hasEOL: true }),
      item('It has a wall.', 72, 636),
      item('Next paragraph.', 72, 612),
      item('second line', 72, 600),
    ]);
    expect(text).toBe(
      'Cells\n\nA cell is the small\n-est unit of life.\nIt has a wall.\n\nNext paragraph.\nsecond line',
    );
    expect(lines[0]).toEqual({ start: 0, end: 5, size: 18 });
  });

  test('a raised number stays in its line', () => {
    expect(pageText([item('x', 72, 700), item('2', 80, 704, { height: 6 }), item(' + 1', 84, 700)]).text).toBe(
      'x2 + 1',
    );
  });

  test('ligatures are letters, controls are blanks', () => {
    expect(pageText([item('ﬁrst\u0000oﬃce\u00a0day', 0, 0)]).text).toBe('first office day');
  });

  test('can be stored whatever the items hold, and every line is where it says', () => {
    fc.assert(
      fc.property(itemsArbitrary, (items) => {
        const { text, lines, spans } = pageText(items);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[^\P{Cc}\n]/u);
        expect(
          lines
            .map(({ start, end }) => text.slice(start, end))
            .join('')
            .replaceAll(/\s/g, ''),
        ).toBe(text.replaceAll(/\s/g, ''));
        for (const { start, end } of spans) expect(text.slice(start, end)).not.toContain('\n');
      }),
    );
  });

  test('a range leads back to the pieces of the items that it covers', () => {
    const items = [
      item('The ﬁnal', 0, 100),
      item(' ', 40, 100),
      item('oﬀer', 44, 100, { hasEOL: true }),
      item('stands.', 0, 88),
    ];
    const page = pageText(items);
    const start = page.text.indexOf('final');
    const shown = (from: number, to: number) =>
      itemRanges(page, items, from, to).map((range) => items[range.item]?.str.slice(range.from, range.to));
    expect(shown(start, page.text.length)).toEqual(['ﬁnal', ' ', 'oﬀer', 'stands.']);
    expect(shown(start + 2, start + 5)).toEqual(['nal']);
    expect(shown(0, 3)).toEqual(['The']);
    fc.assert(
      fc.property(itemsArbitrary, (some) => {
        const whole = pageText(some);
        for (const range of itemRanges(whole, some, 0, whole.text.length)) {
          expect(range.from).toBe(0);
          expect(range.to).toBeLessThanOrEqual(some[range.item]?.str.length ?? 0);
        }
      }),
    );
  });
});
