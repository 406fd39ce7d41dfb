import { expect, test } from 'vitest';
import { readingBudget, readingsAtOnce } from './reading-budget.ts';

test('documents that are read at once take half of the memory at most, but one is always read', () => {
  expect([0.5e9, 2e9, 3.6e9, 8e9, 64e9].map((memory) => readingsAtOnce(memory))).toEqual([1, 1, 2, 2, 2]);
  expect(2 * readingBudget.memoryBytes).toBeLessThanOrEqual(3.6e9 / 2);
});
