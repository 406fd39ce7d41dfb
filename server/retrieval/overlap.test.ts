import { expect, test } from 'vitest';
import { gistOf, overlap } from './overlap.ts';

const alike = (one: string, other: string): number => overlap(gistOf(one), gistOf(other));

test('texts are alike as far as they share words', () => {
  expect(alike('Water moves.', 'water MOVES, moves')).toBe(1);
  expect(alike('Water moves.', 'The ships sail.')).toBe(0);
  expect(alike('Water moves towards salt.', 'Water moves towards sugar.')).toBeCloseTo(3 / 5);
  expect(alike('', 'Water')).toBe(0);
  expect(alike('', '')).toBe(0);
});

test('small words make nothing alike', () => {
  expect(alike('the water of the cell', 'the ships of the sea')).toBe(0);
});

test('scripts without spaces are compared too', () => {
  expect(alike('光合作用是植物', '光合作用的过程')).toBeGreaterThan(0.2);
  expect(alike('光合作用', '海洋运输')).toBe(0);
});
