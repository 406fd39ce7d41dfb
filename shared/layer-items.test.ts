import { expect, test } from 'vitest';
import { layerItems } from './layer-items.ts';
import type { TextItem } from './text-item.ts';

const item = (str: string, x: number, width: number, dir = 'rtl'): TextItem => ({
  str,
  dir,
  transform: [10, 0, 0, 10, x, 100],
  width,
  height: 10,
  hasEOL: false,
});

const copied = (items: readonly TextItem[]): string =>
  layerItems(items)
    .map(({ item: { str, hasEOL } }) => `${str}${hasEOL ? '\n' : ''}`)
    .join('');

test('what is copied from a line from right to left reads as the page does', () => {
  const line = [item('سوم', 100, 30), item('دوم', 136, 30), item(' ', 166, 4, 'ltr'), item('اول', 195, 30)];
  expect(copied(line)).toBe('اول دوم سوم\n');
  expect(layerItems(line).map(({ index }) => index)).toEqual([3, 2, 1, null, 0]);
});

test('lines end where the page’s do, and blanks between lines go', () => {
  const items = [
    { ...item('5', 300, 5, 'ltr'), transform: [10, 0, 0, 10, 300, 700] },
    { ...item(' ', 305, 0, 'ltr'), transform: [10, 0, 0, 10, 305, 700] },
    item('Wide Test', 72, 45, 'ltr'),
    item('Figure', 121, 30, 'ltr'),
  ];
  expect(copied(items)).toBe('5\nWide Test Figure\n');
});
