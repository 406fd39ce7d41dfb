import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { startRedis } from '#tests/harness/redis.ts';
import { connectRedis } from './connect.ts';
import { type Redis, RedisAwayError, RedisError } from './redis.ts';

const log = pino({ level: 'silent' });
const soon = { timeout: 10_000, interval: 10 };

const nextBack = (redis: Redis): Promise<void> =>
  new Promise((resolve) => {
    const forget = redis.onBack(() => {
      forget();
      resolve();
    });
  });

const opened: Redis[] = [];
afterEach(async () => {
  for (const redis of opened.splice(0)) await redis.close();
});

async function connected(url: string): Promise<Redis> {
  const redis = await connectRedis(url, log);
  opened.push(redis);
  return redis;
}

test('commands and scripts are answered, also by a server that has forgotten the scripts', async () => {
  await using server = await startRedis();
  const redis = await connected(server.url);
  await redis.ping();
  await redis.send('SET', 'a', 'é');
  expect(await redis.send('GET', 'a')).toBe('é');
  const script = { text: "return { redis.call('GET', KEYS[1]), tonumber(ARGV[1]) }" };
  expect(await redis.run(script, { keys: ['a'], args: ['7'] })).toEqual(['é', 7]);
  await redis.send('SCRIPT', 'FLUSH');
  expect(await redis.run(script, { keys: ['a'], args: ['8'] })).toEqual(['é', 8]);
  await expect(redis.send('INCR', 'a')).rejects.toThrow('not an integer');
});

test('while Redis is away every command rejects at once; when it is back, subscriptions are too', async () => {
  await using server = await startRedis();
  const redis = await connected(server.url);
  const heard: string[] = [];
  await redis.subscribe('news', (message) => heard.push(message));
  await server.stop();
  await vi.waitFor(() => expect(redis.isAway).toBe(true), soon);
  const before = performance.now();
  await expect(redis.send('GET', 'a')).rejects.toBeInstanceOf(RedisAwayError);
  await expect(redis.ping()).rejects.toBeInstanceOf(RedisAwayError);
  await redis.subscribe('later', (message) => heard.push(message));
  expect(performance.now() - before).toBeLessThan(500);
  const back = nextBack(redis);
  await server.start();
  await back;
  expect(redis.isAway).toBe(false);
  expect(await redis.send('PUBLISH', 'news', 'one')).toBe(1);
  expect(await redis.send('PUBLISH', 'later', 'two')).toBe(1);
  await vi.waitFor(() => expect(heard).toEqual(['one', 'two']), soon);
});

test('a channel is heard as long as one listener is left, and again by who comes while the last one leaves', async () => {
  await using server = await startRedis();
  const redis = await connected(server.url);
  const heard: string[] = [];
  const leave = [
    await redis.subscribe('news', (message) => heard.push(`a ${message}`)),
    await redis.subscribe('news', (message) => heard.push(`b ${message}`)),
  ];
  leave[0]?.();
  expect(await redis.send('PUBLISH', 'news', '1')).toBe(1);
  await vi.waitFor(() => expect(heard).toEqual(['b 1']), soon);
  leave[1]?.();
  await redis.subscribe('news', (message) => heard.push(`c ${message}`));
  await redis.send('PUBLISH', 'news', '2');
  await vi.waitFor(() => expect(heard).toEqual(['b 1', 'c 2']), soon);
});

test('a connection on which nothing is answered any more is given up, and what waits on it rejects', async () => {
  await using server = await startRedis();
  const redis = await connected(server.url);
  server.freeze();
  const before = performance.now();
  await expect(redis.ping()).rejects.toBeInstanceOf(RedisAwayError);
  expect(performance.now() - before).toBeLessThan(2_000);
  await expect(redis.send('GET', 'a')).rejects.toBeInstanceOf(RedisAwayError);
  expect(performance.now() - before).toBeLessThan(6_000);
  const back = nextBack(redis);
  server.thaw();
  await back;
  expect(await redis.send('GET', 'a')).toBeNull();
});

test('closing never waits, whatever state Redis is in', async () => {
  await using server = await startRedis();
  const frozen = await connectRedis(server.url, log);
  const away = await connectRedis(server.url, log);
  server.freeze();
  const waiting = frozen.send('GET', 'a').catch((error: unknown) => error);
  const before = performance.now();
  await frozen.close();
  expect(await waiting).toBeInstanceOf(RedisAwayError);
  await server.stop();
  await vi.waitFor(() => expect(away.isAway).toBe(true), soon);
  await away.close();
  expect(performance.now() - before).toBeLessThan(3_000);
});

test('an address at which no Redis answers stops the start, and its password is not shown', async () => {
  const server = await startRedis();
  await server[Symbol.asyncDispose]();
  const refused = connectRedis(`redis://me:secret@127.0.0.1:${server.port}/3`, log);
  await expect(refused).rejects.toBeInstanceOf(RedisError);
  await expect(refused).rejects.toThrow(
    `REDIS_URL: no Redis answers at 127.0.0.1:${server.port}. Start it, or correct the address.`,
  );
});
