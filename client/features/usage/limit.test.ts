import { expect, test } from 'vitest';
import type { Usage } from '#shared/usage.ts';
import { reachedLimit } from './limit.ts';

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
