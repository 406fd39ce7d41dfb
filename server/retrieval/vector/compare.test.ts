import { expect, test } from 'vitest';
import { compareAll } from './compare.ts';

test('every vector with every other; none with what is not there, or has another length', () => {
  const [east, north, between] = [
    [1, 0],
    [0, 1],
    [0.6, 0.8],
  ].map((numbers) => new Float32Array(numbers));
  const cosines = compareAll([east ?? null, null, between ?? null, north ?? null, new Float32Array([1, 0, 0])]);
  const rows = Array.from({ length: 5 }, (_, row) => Array.from(cosines.slice(5 * row, 5 * row + 5)));
  expect(rows.map((row) => row.map((one) => Math.round(one * 10) / 10))).toEqual([
    [1, 0, 0.6, 0, 0],
    [0, 0, 0, 0, 0],
    [0.6, 0, 1, 0.8, 0],
    [0, 0, 0.8, 1, 0],
    [0, 0, 0, 0, 1],
  ]);
});

test('nothing is compared with nothing', () => {
  expect(compareAll([])).toHaveLength(0);
});
