import { expect, test } from 'vitest';
import { nextZoom, scaleOf, shareOf } from './zoom.ts';

const page = { width: 600, height: 800 };

test('a page fits the width, or the whole room, or has its own size', () => {
  expect(scaleOf('width', { width: 300, height: 100 }, page)).toBe(0.5);
  expect(scaleOf('page', { width: 300, height: 100 }, page)).toBe(0.125);
  expect(shareOf(scaleOf(1.5, { width: 300, height: 100 }, page))).toBe(1.5);
});

test('from any size the next step is the nearest one in that direction', () => {
  expect(nextZoom(0.87, 1)).toBe(1);
  expect(nextZoom(0.87, -1)).toBe(0.75);
  expect(nextZoom(1, 1)).toBe(1.25);
  expect(nextZoom(4, 1)).toBeNull();
  expect(nextZoom(0.3, -1)).toBeNull();
});
