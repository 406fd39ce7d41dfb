import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ligatures, texLigatures } from './ligatures.ts';
import { itemRanges, pageText } from './page-text.ts';
import { readable } from './readable.ts';
import type { TextItem } from './text-item.ts';

/** Ten points high; half as wide a letter, unless told. */
const item = (str: string, x: number, y: number, more: Partial<TextItem> = {}): TextItem => ({
  str,
  dir: 'ltr',
  transform: [10, 0, 0, 10, x, y],
  width: 5 * str.length,
  height: str.trim() === '' ? 0 : 10,
  hasEOL: false,
  ...more,
});
const rtl = (str: string, x: number, width: number, more: Partial<TextItem> = {}): TextItem =>
  item(str, x, 100, { dir: 'rtl', width, ...more });

const itemsArbitrary = fc.array(
  fc.record({
    str: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '',
        ' ',
        'ﬁnal oﬀer',
        '\x1crst',
        'naïve',
        '\0',
        '\ud83d',
        'שלום',
        'مثال',
        '\u064eد',
        '数据',
        '12',
      ),
    ),
    dir: fc.constantFrom('ltr', 'rtl'),
    transform: fc
      .tuple(
        fc.constantFrom([10, 0, 0, 10], [0, 10, -10, 0], [-10, 0, 0, -10], [0, 0, 0, 0]),
        fc.constantFrom(0, 40, 80, 120, 400),
        fc.constantFrom(0, 4, 100, 112, 700),
      )
      .map(([turn, x, y]) => [...turn, x, y]),
    width: fc.constantFrom(0, 10, 38, 60),
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
      item('est unit', 77, 648),
      item(' ', 117, 648),
      item('of life.', 122, 648, { hasEOL: true }),
      item('It has a wall.', 72, 636),
      item('Next paragraph.', 72, 612),
      item('second line', 72, 600),
    ]);
    expect(text).toBe(
      'Cells\n\nA cell is the small\n-est unit of life.\nIt has a wall.\n\nNext paragraph.\nsecond line',
    );
    expect(lines[0]).toEqual({ start: 0, end: 5, size: 18, level: 700 });
  });

  test('a raised number stays in its line', () => {
    expect(
      pageText([item('x', 72, 700), item('2', 77, 704, { height: 6, width: 3 }), item(' + 1', 80, 700)]).text,
    ).toBe('x2 + 1');
  });

  test('ligatures are letters, controls are blanks', () => {
    expect(pageText([item('ﬁrst\u0000oﬃce\u00a0day', 0, 0)]).text).toBe('first office day');
  });

  test('ligatures that a TeX font does not name are letters within words, and lead back', () => {
    const items = [item('in \x1cgure 2, e\x1ccient \x1c o\x1b', 0, 0)];
    const page = pageText(items);
    expect(page.text).toBe('in figure 2, eficient   off');
    expect(itemRanges(page, items, 5, 9)).toEqual([{ item: 0, from: 4, to: 8 }]);
  });

  test('a sentence goes on from the foot of a column to the head of the next, a paragraph does not', () => {
    const columns = (foot: string, head: string) =>
      pageText([item('one', 72, 112), item(foot, 72, 100), item(head, 320, 700)]).text;
    expect(columns('proceed-', 'ings or journal')).toBe('one\nproceed-\nings or journal');
    expect(columns('It ends here.', 'Both authors')).toBe('one\nIt ends here.\n\nBoth authors');
  });

  test('blanks that no item holds are seen by the gap, accents set over a letter are none', () => {
    expect(pageText([item('right', 300, 100), item('left', 72, 100)]).text).toBe('right left');
    expect(pageText([item('Fig.', 72, 100), item('3', 95, 100)]).text).toBe('Fig. 3');
    expect(pageText([item('caf', 72, 100), item('´', 87, 100), item('e', 87, 100)]).text).toBe('caf´e');
  });

  test('Chinese and Japanese are not set apart by the blanks of their signs', () => {
    const signs = { width: 10 };
    expect(
      pageText([
        item('る。', 72, 100, { width: 20 }),
        item(' ', 87, 100),
        item('「', 97, 100, signs),
        item('版', 114, 100, signs),
        item('RC', 128, 100),
      ]).text,
    ).toBe('る。「版 RC');
  });

  test('text on its side is read along its own line, apart from what stands upright', () => {
    const upwards = (str: string, y: number) => item(str, 20, y, { transform: [0, 10, -10, 0, 20, y] });
    const page = pageText([
      item('Upright', 72, 300),
      upwards('arXiv:1', 300),
      upwards('[cs]', 345),
      item('again', 72, 280),
    ]);
    expect(page.text).toBe('Upright\n\narXiv:1 [cs]\n\nagain');
    expect(page.lines.map(({ level }) => level)).toEqual([300, null, 280]);
  });

  test('columns of signs from top to bottom are lines', () => {
    const column = (str: string, x: number) => item(str, x, 700, { width: 10, height: 10 * str.length });
    expect(pageText([column('春はあけぼの', 300), column('やうやう白く', 284)]).text).toBe(
      '春はあけぼの\nやうやう白く',
    );
  });

  describe('from right to left', () => {
    test('pieces that stand in the order of the eye are put in the order of reading, numbers as they are', () => {
      // a line of a Persian book: words, a raised number and words, painted from the left
      expect(
        pageText([
          rtl('سوم', 100, 30),
          item('۱', 131, 104, { width: 4, height: 6 }),
          rtl('دوم', 136, 30),
          item('12', 168, 100, { width: 10 }),
          item(' ', 178, 100),
          item('pt', 181, 100, { width: 10 }),
          rtl('اول', 195, 30, { hasEOL: true }),
        ]).text,
      ).toBe('اول 12 pt دوم۱سوم');
    });

    test('an embedded phrase of several pieces too', () => {
      expect(
        pageText([
          item('called ', 72, 100),
          rtl('ב', 110, 8),
          item(' ', 118, 100),
          rtl('א', 122, 8),
          item(' here now', 130, 100),
        ]).text,
      ).toBe('called א ב here now');
    });

    test('pieces in the order of reading stay, with the blanks that only the gap shows and signs behind letters', () => {
      expect(
        pageText([
          rtl('\u064eد', 360, 6),
          rtl('ج', 352, 8),
          rtl('ا', 349, 3),
          rtl('\u064eك', 335, 10),
          rtl('ن', 328, 7),
        ]).text,
      ).toBe('د\u064eجا ك\u064eن');
    });
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

  test('what every piece of the text says is what its item says there', () => {
    fc.assert(
      fc.property(itemsArbitrary, fc.nat(30), fc.nat(30), (items, left, right) => {
        const page = pageText(items);
        for (const span of page.spans) {
          const { str = '', dir = 'ltr' } = items[span.item] ?? {};
          const whole = readable({ str, dir });
          const shown = page.text.slice(span.start, span.end);
          expect(shown).toBe(whole.trim() === '' ? ' ' : whole);
          if (shown === ' ' || /\p{M}|\p{Cs}|[\u{10000}-\u{10ffff}]/u.test(shown)) continue;
          const start = span.start + Math.min(left, shown.length - 1);
          const end = Math.min(span.end, start + right + 1);
          const [range] = itemRanges(page, items, start, end).filter(({ item: index }) => index === span.item);
          const asked = page.text.slice(start, end);
          const raw = str.slice(range?.from, range?.to);
          // half of a ligature is the whole of it, or none
          expect(
            [raw, readable({ str: raw, dir })].some((text) => text.includes(asked)) ||
              Array.from(str).some((letter) => letter in ligatures || letter in texLigatures),
          ).toBe(true);
        }
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
