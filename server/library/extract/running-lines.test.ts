import { describe, expect, test } from 'vitest';
import { pageText, type PageText } from '#shared/page-text.ts';
import type { TextItem } from '#shared/text-item.ts';
import { runningLines } from './running-lines.ts';

interface Line {
  text: string;
  y: number;
  size?: number;
}

const item = ({ text, y, size = 10 }: Line): TextItem => ({
  str: text,
  dir: 'ltr',
  transform: [size, 0, 0, size, 72, y],
  width: text.length * 5,
  height: size,
  hasEOL: true,
});

const page = (...lines: Line[]): PageText => pageText(lines.map(item));
const body = (about: string): Line[] =>
  Array.from({ length: 6 }, (_, line) => ({ text: `What line ${line} says of ${about}.`, y: 700 - 12 * line }));

/** The running lines of each page, compared with the two before and the two behind it. */
const found = (pages: readonly PageText[]): string[][] =>
  pages.map((one, index) => {
    const neighbours = [-2, -1, 1, 2].flatMap((distance) => {
      const there = pages[index + distance];
      return there === undefined ? [] : [{ distance, page: there }];
    });
    return runningLines(one, neighbours, 10).map(({ start, end }) => one.text.slice(start, end));
  });

describe('running headers and footers', () => {
  test('with a number that counts the pages, other ones left and right', () => {
    const pages = Array.from({ length: 5 }, (_, index) =>
      page(
        { text: index % 2 === 0 ? `${index + 120} CHAPTER 6. LINES` : `6.2. LOSSY LINES ${index + 120}`, y: 740 },
        ...body(`lines ${index}`),
        { text: `Rev. 3`, y: 40, size: 8 },
      ),
    );
    expect(found(pages)).toEqual([
      ['120 CHAPTER 6. LINES', 'Rev. 3'],
      ['6.2. LOSSY LINES 121', 'Rev. 3'],
      ['122 CHAPTER 6. LINES', 'Rev. 3'],
      ['6.2. LOSSY LINES 123', 'Rev. 3'],
      ['124 CHAPTER 6. LINES', 'Rev. 3'],
    ]);
  });

  test('page numbers alone, Roman and Persian ones too', () => {
    const numbered = (...numbers: string[]) =>
      found(numbers.map((text, index) => page(...body(`number ${index}`), { text, y: 60 })));
    expect(numbered('9', '10', '11')).toEqual([['9'], ['10'], ['11']]);
    expect(numbered('iii', 'iv', 'v')).toEqual([['iii'], ['iv'], ['v']]);
    expect(numbered('۱۶', '۱۷')).toEqual([['۱۶'], ['۱۷']]);
    expect(numbered('1992', '2001')).toEqual([[], []]);
  });

  test('what only one page says again is text', () => {
    const pages = ['one', 'two'].map((about) => page({ text: 'Remarks', y: 740 }, ...body(about)));
    expect(found(pages)).toEqual([[], []]);
  });

  test('titles, text that goes on without a gap and rows of figures are none', () => {
    const pages = Array.from({ length: 4 }, (_, index) =>
      page(
        { text: 'Results', y: 760, size: 18 },
        { text: `${index} ${index + 4}`, y: 730 },
        ...body(`results ${index}`),
      ),
    );
    expect(found(pages)).toEqual([[], [], [], []]);
    const together = Array.from({ length: 4 }, (_, index) =>
      page({ text: `Exercise ${index}`, y: 712 }, ...body(`exercise ${index}`)),
    );
    expect(found(together)).toEqual([[], [], [], []]);
  });

  test('of slides that are shown step by step, the steps prove nothing', () => {
    const steps = [3, 4, 5].map((count) => page({ text: 'So far', y: 740 }, ...body('a talk').slice(0, count)));
    expect(found(steps)).toEqual([[], [], []]);
  });
});
