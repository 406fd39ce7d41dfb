import { expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { createRateLimit } from './rate-limit.ts';
import { createTally } from './tally.ts';

test('a key has its calls in each minute, whatever others do', () => {
  let now = Date.parse('2026-01-01T00:00:30Z');
  const limit = createRateLimit(3, () => now);
  for (let n = 0; n < 3; n++) limit.count('ada');
  expect(() => limit.count('ada')).toThrow(Failure);
  expect(() => limit.count('ada')).toThrow('Try again in 30 s');
  limit.count('bob');
  now += 30_000;
  for (let n = 0; n < 3; n++) limit.count('ada');
  expect(() => limit.count('ada')).toThrow('more than 3 calls');
});

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
