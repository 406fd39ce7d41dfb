import { expect, test } from 'vitest';
import { connectedRedis, redisOfFile } from '#tests/harness/own-redis.ts';
import { createMemoryRateLimit } from './memory-rate-limit.ts';
import { testRateLimit } from './rate-limit.contract.ts';
import type { RateRule } from './rate-window.ts';
import { createRedisRateLimit } from './redis-rate-limit.ts';

const redis = redisOfFile();

const open = (rule: RateRule, clock: () => Date) =>
  createRedisRateLimit(redis(), rule, clock, createMemoryRateLimit(rule, clock));
const calls: RateRule = { what: 'calls', perMinute: 3 };
const clock = () => new Date('2026-01-01T00:00:30Z');

testRateLimit(open);

test('several servers count together, and nothing stays beyond its minute', async () => {
  const [one, other] = [open(calls, clock), open(calls, clock)];
  await Promise.all([one.count('ada'), other.count('ada'), one.count('ada')]);
  await expect(other.count('ada')).rejects.toThrow('more than 3 calls');
  const [key = ''] = await redis().send<string[]>('KEYS', '*ada*');
  const left = await redis().send<number>('PTTL', key);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(60_000);
});

test('while Redis is away each server counts by itself', async () => {
  await using own = await connectedRedis();
  const limit = createRedisRateLimit(own.redis, calls, clock, createMemoryRateLimit(calls, clock));
  await own.server.stop();
  await Promise.all([limit.count('ada'), limit.count('ada'), limit.count('ada')]);
  await expect(limit.count('ada')).rejects.toThrow('more than 3 calls');
});
