import { expect, test } from 'vitest';
import { retryDelay, shouldRetry } from './retry-policy.ts';

test('an ask whose reply was lost goes out again, a refused one does not', () => {
  expect(shouldRetry({ type: 'mutation', path: 'turns.ask' }, false, 1)).toBe(true);
  expect(shouldRetry({ type: 'mutation', path: 'turns.ask' }, true, 1)).toBe(false);
});

test('what cannot bear repeating goes out once', () => {
  expect(shouldRetry({ type: 'mutation', path: 'tokens.create' }, false, 1)).toBe(false);
});

test('a subscription never gives up on a lost line', () => {
  expect(shouldRetry({ type: 'subscription', path: 'events.watch' }, false, 500)).toBe(true);
});

test('delays grow, stay bounded and differ', () => {
  expect(retryDelay(0, () => 0)).toBe(125);
  expect(retryDelay(0, () => 1)).toBe(250);
  expect(retryDelay(90, () => 1)).toBe(8_000);
});
