import { expect, test } from 'vitest';
import { connectedRedis, redisOfFile } from '#tests/harness/own-redis.ts';
import { createMemoryTokenBucket } from './memory-token-bucket.ts';
import { createRedisTokenBucket } from './redis-token-bucket.ts';
import { testTokenBucket } from './token-bucket.contract.ts';
import { tokenWindowMs } from './token-bucket.ts';

const redis = redisOfFile();

const counter = 'openai:tpm:counter';
const openBucket = (limit: number) =>
  createRedisTokenBucket(
    redis(),
    limit,
    createMemoryTokenBucket(limit, () => new Date()),
  );

testTokenBucket(async (limit) => {
  await redis().send('FLUSHALL');
  return {
    bucket: openBucket(limit),
    endWindow: async () => {
      await redis().send('PEXPIRE', counter, '1');
      while ((await redis().send<number>('EXISTS', counter)) === 1);
    },
  };
});

test('a window lasts 70 s, and its name as long', async () => {
  await redis().send('FLUSHALL');
  await openBucket(100).take(1);
  for (const key of [counter, 'openai:tpm:window']) {
    const left = await redis().send<number>('PTTL', key);
    expect(left).toBeGreaterThan(tokenWindowMs - 5_000);
    expect(left).toBeLessThanOrEqual(tokenWindowMs);
  }
});

test('several servers fill one bucket, and a touch does not lengthen its window', async () => {
  await redis().send('FLUSHALL');
  const [one, other] = [openBucket(100), openBucket(100)];
  await one.take(60);
  await redis().send('PEXPIRE', counter, '5000');
  expect(await other.take(60)).toBeNull();
  const taken = await other.take(40);
  expect(await redis().send('GET', counter)).toBe('100');
  expect(await redis().send<number>('PTTL', counter)).toBeLessThanOrEqual(5_000);
  if (taken !== null) await other.correct(taken, 1);
  expect(await redis().send('GET', counter)).toBe('61');
  expect(await redis().send<number>('PTTL', counter)).toBeLessThanOrEqual(5_000);
});

test('a counter that somebody else set is kept, and gets a life where it has none', async () => {
  await redis().send('FLUSHALL');
  await redis().send('SET', counter, '90');
  const bucket = openBucket(100);
  expect(await bucket.take(11)).toBeNull();
  expect(await bucket.take(10)).not.toBeNull();
  expect(await redis().send<number>('PTTL', counter)).toBeGreaterThan(0);
});

test('a full counter without a life does not stay full for ever', async () => {
  await redis().send('FLUSHALL');
  await redis().send('SET', counter, '100');
  expect(await openBucket(100).take(1)).toBeNull();
  const left = await redis().send<number>('PTTL', counter);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(tokenWindowMs);
});

test('while Redis is away the process counts by itself, and corrects what it counted', async () => {
  await using own = await connectedRedis();
  const bucket = createRedisTokenBucket(
    own.redis,
    100,
    createMemoryTokenBucket(100, () => new Date()),
  );
  const shared = await bucket.take(100);
  await own.server.stop();
  const taken = await bucket.take(80);
  expect(await bucket.take(80)).toBeNull();
  if (taken !== null) await bucket.correct(taken, 10);
  expect(await bucket.take(90)).not.toBeNull();
  if (shared !== null) await bucket.correct(shared, 0);
});
