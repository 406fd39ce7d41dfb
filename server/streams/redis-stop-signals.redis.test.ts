import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectRedis } from '#server/redis/connect.ts';
import type { Redis } from '#server/redis/redis.ts';
import { startRedis, type TestRedis } from '#tests/harness/redis.ts';
import { createRedisStopSignals } from './redis-stop-signals.ts';
import { newKey, testStopSignals } from './stop-signals.contract.ts';

const soon = { timeout: 10_000, interval: 5 };
let server: TestRedis;
let redis: Redis;
let otherRedis: Redis;

beforeAll(async () => {
  server = await startRedis();
  const log = pino({ level: 'silent' });
  [redis, otherRedis] = await Promise.all([connectRedis(server.url, log), connectRedis(server.url, log)]);
});
afterAll(async () => {
  await redis.close();
  await otherRedis.close();
  await server[Symbol.asyncDispose]();
});

testStopSignals(() => createRedisStopSignals(redis));

test('a stop sent on one server is heard on another, and what else is said there is not', async () => {
  const [here, there] = [await createRedisStopSignals(redis), await createRedisStopSignals(otherRedis)];
  const heard = vi.fn();
  there.onStop(heard);
  for (const noise of ['', 'null', '{"userId":1}']) await redis.send('PUBLISH', 'chat:stop', noise);
  const key = newKey();
  await here.send(key);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(key), soon);
  expect(heard).toHaveBeenCalledOnce();
});

test('while Redis is away sending does not reject, and listeners of this server are told', async () => {
  const stops = await createRedisStopSignals(redis);
  const heard = vi.fn();
  stops.onStop(heard);
  await server.stop();
  await vi.waitFor(() => expect(redis.isAway).toBe(true), soon);
  const key = newKey();
  await stops.send(key);
  expect(heard).toHaveBeenCalledWith(key);
  await server.start();
  await vi.waitFor(() => Promise.all([redis.ping(), otherRedis.ping()]), soon);
  const [there, later] = [await createRedisStopSignals(otherRedis), newKey()];
  await vi.waitFor(async () => {
    await there.send(later);
    expect(heard).toHaveBeenCalledWith(later);
  }, soon);
});
