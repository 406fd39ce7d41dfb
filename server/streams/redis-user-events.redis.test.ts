import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { connectRedis } from '#server/redis/connect.ts';
import type { Redis } from '#server/redis/redis.ts';
import { deaf, subscribingBy } from '#tests/harness/redis-wrapper.ts';
import { startRedis, type TestRedis } from '#tests/harness/redis.ts';
import { createRedisUserEvents, type RedisUserEventsTimes } from './redis-user-events.ts';
import { deleted, forever, next, take, testUserEvents } from './user-events.contract.ts';

const soon = { timeout: 10_000, interval: 5 };
const log = pino({ level: 'silent' });
const reset = { type: 'reset' };

let server: TestRedis;
let redis: Redis;
let otherRedis: Redis;
const opened: { close: () => void }[] = [];

const serverOn = (connection: Redis, times: Partial<RedisUserEventsTimes> = {}) => {
  const events = createRedisUserEvents(connection, log, { keptMs: 600_000, lookMs: 600_000, ...times });
  opened.push(events);
  return events;
};
const back = () => vi.waitFor(() => Promise.all([redis.ping(), otherRedis.ping()]), soon);
const away = () => vi.waitFor(() => expect(redis.isAway && otherRedis.isAway).toBe(true), soon);
type Following = ReturnType<ReturnType<typeof serverOn>['follow']>;
const nextOf = async (following: Following) => (await next(following))?.event;

beforeAll(async () => {
  server = await startRedis();
  [redis, otherRedis] = await Promise.all([connectRedis(server.url, log), connectRedis(server.url, log)]);
});
afterEach(() => {
  for (const events of opened.splice(0)) events.close();
});
afterAll(async () => {
  await redis.close();
  await otherRedis.close();
  await server[Symbol.asyncDispose]();
});

testUserEvents(() => serverOn(redis));

test('what one server publishes, another’s tabs get; a tab that moves there goes on where it was', async () => {
  const [one, other] = [serverOn(redis), serverOn(otherRedis)];
  const userId = newId();
  const tabs = [one, other].map((events) => events.follow(userId, undefined, forever));
  for (const tab of tabs) expect(await nextOf(tab)).toEqual(reset);
  const ids = Array.from({ length: 20 }, newId);
  for (const id of ids) await one.publish(userId, deleted(id));
  const [here, there] = await Promise.all(tabs.map((tab) => take(tab, 10)));
  expect(there).toEqual(here);
  const moved = await take(other.follow(userId, here?.at(-1)?.id, forever), 10);
  expect(moved.map(({ event }) => event)).toEqual(ids.slice(10).map(deleted));
});

test.each(['{"type":"not.known.yet"}', 'no JSON', ''])(
  'an event that cannot be read (%s) is a reset for those who watch, and holds nothing up',
  async (unreadable) => {
    const [one, other] = [serverOn(redis), serverOn(otherRedis)];
    const userId = newId();
    const tab = one.follow(userId, undefined, forever);
    expect(await nextOf(tab)).toEqual(reset);
    const [first, last] = [newId(), newId()];
    await other.publish(userId, deleted(first));
    expect(await nextOf(tab)).toEqual(deleted(first));
    const key = `chat:events:${userId}`;
    const n = await redis.send('HINCRBY', `${key}:head`, 'n', '1');
    await redis.send('XADD', key, `${String(n)}-0`, 'at', String(Date.now()), 'event', unreadable);
    await other.publish(userId, deleted(last));
    expect(await nextOf(tab)).toEqual(reset);
    expect(await nextOf(tab)).toEqual(deleted(last));
  },
);

test('a Redis that comes back older than its followers is a reset for them', async () => {
  const events = serverOn(redis);
  const userId = newId();
  const tab = events.follow(userId, undefined, forever);
  expect(await nextOf(tab)).toEqual(reset);
  const publish = async () => {
    const event = deleted(newId());
    await events.publish(userId, event);
    return event;
  };
  const isTold = async () => {
    const event = await publish();
    expect(await nextOf(tab)).toEqual(event);
  };
  await isTold();
  const keys = [`chat:events:${userId}`, `chat:events:${userId}:head`];
  for (const key of keys) await redis.send('COPY', key, `${key}:saved`);
  for (let n = 0; n < 2; n += 1) await isTold();
  for (const key of keys) await redis.send('COPY', `${key}:saved`, key, 'REPLACE');
  const last = await publish();
  expect([reset, last]).toContainEqual(await nextOf(tab));
});

test('tabs of one user on one server share one feed, which goes with the last of them', async () => {
  const subscribe = vi.fn<Redis['subscribe']>((channel, listener) => redis.subscribe(channel, listener));
  const events = serverOn(subscribingBy(redis, subscribe));
  const userId = newId();
  const heardBy = async () => (await redis.send<unknown[]>('PUBSUB', 'NUMSUB', `chat:events:${userId}`))[1];
  const leaving = [new AbortController(), new AbortController()];
  const tabs = leaving.map(({ signal }) => events.follow(userId, undefined, signal));
  for (const tab of tabs) expect(await nextOf(tab)).toEqual(reset);
  expect(subscribe).toHaveBeenCalledOnce();
  for (const [index, tab] of tabs.entries()) {
    expect(await heardBy()).toBe(1);
    leaving[index]?.abort();
    expect((await tab.next()).done).toBe(true);
  }
  await vi.waitFor(async () => expect(await heardBy()).toBe(0), soon);
});

test('a tab that comes back too late gets a reset, and takes nothing from one that has not read yet', async () => {
  const events = serverOn(redis);
  const userId = newId();
  const [gone] = await take(events.follow(userId, undefined, forever), 1);
  for (let n = 0; n < 510; n += 1) await events.publish(userId, deleted(newId()));
  const unread = events.follow(userId, undefined, forever);
  expect(await nextOf(unread)).toEqual(reset);
  await events.publish(userId, deleted(userId));
  const late = events.follow(userId, gone?.id, forever);
  expect(await nextOf(late)).toEqual(reset);
  expect(await nextOf(unread)).toEqual(deleted(userId));
});

test('Redis comes back empty: every follower gets one reset, and what follows it', async () => {
  const [one, other] = [serverOn(redis), serverOn(otherRedis)];
  const userId = newId();
  const tabs = [one, other].map((events) => events.follow(userId, undefined, forever));
  for (const tab of tabs) expect(await nextOf(tab)).toEqual(reset);
  await server.restart();
  await back();
  for (const tab of tabs) expect(await nextOf(tab)).toEqual(reset);
  await other.publish(userId, deleted(userId));
  for (const tab of tabs) expect(await nextOf(tab)).toEqual(deleted(userId));
});

test('an event that was lost because Redis was away becomes a reset when it is back', async () => {
  const proxied = serverOn(redis);
  const userId = newId();
  const tab = serverOn(otherRedis).follow(userId, undefined, forever);
  expect(await nextOf(tab)).toEqual(reset);
  const refusing = vi.spyOn(redis, 'run').mockRejectedValueOnce(new Error('OOM'));
  await proxied.publish(userId, deleted(newId()));
  refusing.mockRestore();
  const impatient = serverOn(redis, { lookMs: 20 });
  const missing = vi.spyOn(redis, 'run').mockRejectedValueOnce(new Error('OOM'));
  await impatient.publish(userId, deleted(newId()));
  missing.mockRestore();
  expect(await nextOf(tab)).toEqual(reset);
});

test('while Redis is away publishing never waits or rejects, and a tab that comes gets a reset now and one when it is back', async () => {
  const events = serverOn(redis);
  const userId = newId();
  await server.stop();
  await away();
  const before = performance.now();
  for (let n = 0; n < 10; n += 1) await events.publish(userId, deleted(newId()));
  const tab = events.follow(userId, undefined, forever);
  expect(await nextOf(tab)).toEqual(reset);
  expect(performance.now() - before).toBeLessThan(1_000);
  await server.start();
  await back();
  expect(await nextOf(tab)).toEqual(reset);
  const next = take(tab, 1);
  await events.publish(userId, deleted(userId));
  expect((await next).map(({ event }) => event)).toContainEqual(deleted(userId));
});

test('publishing waits no longer than half a second for a Redis that does not answer', async () => {
  const events = serverOn(redis);
  server.freeze();
  const before = performance.now();
  await events.publish(newId(), deleted(newId()));
  expect(performance.now() - before).toBeLessThan(1_500);
  server.thaw();
  await back();
});

test('a message that is lost is made up for by a look', async () => {
  const [one, other] = [serverOn(redis), serverOn(deaf(otherRedis), { lookMs: 20 })];
  const userId = newId();
  const tab = other.follow(userId, undefined, forever);
  expect(await nextOf(tab)).toEqual(reset);
  await one.publish(userId, deleted(userId));
  expect(await nextOf(tab)).toEqual(deleted(userId));
});

test('events older than their time are gone, and nothing stays in Redis after it', async () => {
  const events = serverOn(redis, { keptMs: 150 });
  const userId = newId();
  const [start] = await take(events.follow(userId, undefined, forever), 1);
  await events.publish(userId, deleted(newId()));
  const keys = [`chat:events:${userId}`, `chat:events:${userId}:head`];
  for (const key of keys) expect(await redis.send('PTTL', key)).toSatisfy((ms) => Number(ms) > 0 && Number(ms) <= 150);
  await vi.waitFor(async () => expect(await redis.send('EXISTS', ...keys)).toBe(0), soon);
  expect((await take(events.follow(userId, start?.id, forever), 1))[0]?.event).toEqual(reset);
});

test('an old event is left out even where younger ones keep the stream', async () => {
  const events = serverOn(redis, { keptMs: 300 });
  const userId = newId();
  const [start] = await take(events.follow(userId, undefined, forever), 1);
  await events.publish(userId, deleted(newId()));
  await vi.waitFor(async () => {
    await events.publish(userId, { type: 'reset' });
    expect(await redis.send('XRANGE', `chat:events:${userId}`, '-', '+', 'COUNT', '1')).not.toHaveProperty(
      '0.0',
      '1-0',
    );
  }, soon);
  expect((await take(events.follow(userId, start?.id, forever), 1))[0]?.event).toEqual(reset);
});
