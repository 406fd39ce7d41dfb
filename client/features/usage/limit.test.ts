import { expect, test } from 'vitest';
import type { Usage } from '#shared/usage.ts';
import { reachedLimit, untilReset } from './limit.ts';

const usage = (used: number, limit: number | null): Usage => ({
  plan: limit === null ? 'premium' : 'free',
  chats: { used, held: 1, limit, resetsAt: '2026-02-01T00:00:00.000Z' },
  documents: { used: 0, limit: 3 },
});

test('FE-5 (rule) 24 of 25 may ask, 25 of 25 may not until the reset, premium always may', () => {
  expect(reachedLimit(usage(24, 25))).toBeNull();
  expect(reachedLimit(usage(25, 25))).toEqual({ limit: 25, resetsAt: '2026-02-01T00:00:00.000Z' });
  expect(reachedLimit(usage(900, null))).toBeNull();
  expect(reachedLimit(undefined)).toBeNull();
});

test('usage is asked for anew a second after the reset, at most twice a minute, and no later than a timer can wait', () => {
  const at = (moment: string) => untilReset(usage(25, 25), Date.parse(moment));
  expect(at('2026-01-31T23:00:00.000Z')).toBe(3_601_000);
  expect(at('2026-01-31T23:59:59.000Z')).toBe(30_000);
  expect(at('2026-02-03T00:00:00.000Z')).toBe(30_000);
  expect(at('2026-01-01T00:00:00.000Z')).toBe(2 ** 31 - 1);
});
