import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '#server/observe/log.ts';
import { connectRedis } from '#server/redis/connect.ts';
import type { Redis } from '#server/redis/redis.ts';
import { startRedis, type TestRedis } from '#tests/harness/redis.ts';
import { createMemoryRateLimit } from './memory-rate-limit.ts';
import { testRateLimit } from './rate-limit.contract.ts';
import type { RateRule } from './rate-window.ts';
import { createRedisRateLimit } from './redis-rate-limit.ts';

let server: TestRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startRedis();
  redis = await connectRedis(server.url, openLog('silent'));
});
afterAll(async () => {
  await redis.close();
  await server[Symbol.asyncDispose]();
});

const open = (rule: RateRule, clock: () => Date) =>
  createRedisRateLimit(redis, rule, clock, createMemoryRateLimit(rule, clock));
const calls: RateRule = { what: 'calls', perMinute: 3 };
const clock = () => new Date('2026-01-01T00:00:30Z');

testRateLimit(open);

test('several servers count together, and nothing stays beyond its minute', async () => {
  const [one, other] = [open(calls, clock), open(calls, clock)];
  await Promise.all([one.count('ada'), other.count('ada'), one.count('ada')]);
  await expect(other.count('ada')).rejects.toThrow('more than 3 calls');
  const [key = ''] = await redis.send<string[]>('KEYS', '*ada*');
  const left = await redis.send<number>('PTTL', key);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(60_000);
});

test('while Redis is away each server counts by itself', async () => {
  const own = await startRedis();
  const line = await connectRedis(own.url, openLog('silent'));
  const limit = createRedisRateLimit(line, calls, clock, createMemoryRateLimit(calls, clock));
  await own.stop();
  await Promise.all([limit.count('ada'), limit.count('ada'), limit.count('ada')]);
  await expect(limit.count('ada')).rejects.toThrow('more than 3 calls');
  await line.close();
  await own[Symbol.asyncDispose]();
});
