import { expect, test } from 'vitest';
import { createTally } from './tally.ts';

test('a tally is full at its limit, and a place given back twice is one', () => {
  const tally = createTally(2);
  const leave = tally.take('ada');
  expect(tally.take('ada')).not.toBeNull();
  expect(tally.take('ada')).toBeNull();
  expect(tally.take('bob')).not.toBeNull();
  leave?.();
  leave?.();
  expect(tally.take('ada')).not.toBeNull();
  expect(tally.take('ada')).toBeNull();
});
