import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { connectRedis } from '#server/redis/connect.ts';
import type { Redis } from '#server/redis/redis.ts';
import { deaf, subscribingBy } from '#tests/harness/redis-wrapper.ts';
import { startRedis, type TestRedis } from '#tests/harness/redis.ts';
import { createRedisRunLog, type RedisRunLogTimes } from './redis-run-log.ts';
import {
  atomsOf,
  collect,
  expectTrueIds,
  forever,
  liveEvents,
  terminal,
  testRunLog,
  tokensOf,
} from './run-log.contract.ts';
import type { LogEntry, RunKey, RunLog } from './run-log.ts';

/** Messages alone must do. */
const noLooks = { lookMs: 600_000 };
const soon = { timeout: 10_000, interval: 5 };
const times: RedisRunLogTimes = { runningMs: 300_000, endedMs: 60_000, lookMs: 50 };

let server: TestRedis;
let redis: Redis;
let otherRedis: Redis;
const logs: RunLog[] = [];

const serverOn = (connection: Redis, changed: Partial<RedisRunLogTimes> = {}): RunLog => {
  const log = createRedisRunLog(connection, { ...times, ...changed });
  logs.push(log);
  return log;
};
const newKey = (): RunKey => ({ userId: newId(), runId: newId() });
const nameOf = ({ userId, runId }: RunKey) => `chat:stream:${userId}:${runId}`;
const inRedis = (run: RunKey) => redis.send<string[]>('LRANGE', nameOf(run), '1', '-1');
const back = (connection: Redis) => vi.waitFor(() => connection.ping(), soon);

/** Follows as `chat/watch` does: again and again until the terminal event, with the last id it saw. */
async function watch(log: RunLog, run: RunKey, leaves: readonly number[] = []): Promise<LogEntry[]> {
  const seen: LogEntry[] = [];
  for (let turn = 0; seen.at(-1)?.id !== 'end'; turn += 1) {
    seen.push(...(await collect(log.follow(run, seen.at(-1)?.id, forever), leaves[turn] ?? Infinity)));
    await delay(2);
  }
  return seen;
}

const expectWhole = (seen: readonly LogEntry[], text: string) => {
  expectTrueIds(seen);
  expect(atomsOf(seen)).toEqual([...text.split(''), expect.objectContaining({ type: 'completed' })]);
};

beforeAll(async () => {
  server = await startRedis();
  const log = pino({ level: 'silent' });
  [redis, otherRedis] = await Promise.all([connectRedis(server.url, log), connectRedis(server.url, log)]);
});
// a test may have ended Redis, and have waited for one of the connections only
beforeEach(() => Promise.all([back(redis), back(otherRedis)]));
afterEach(async () => {
  await Promise.all(logs.splice(0).map((log) => log.close()));
});
afterAll(async () => {
  await redis.close();
  await otherRedis.close();
  await server[Symbol.asyncDispose]();
});

testRunLog(() => serverOn(redis));

test('RS-02 on another server too, every watcher gets the same, also where Redis forgets everything in between', async () => {
  await fc.assert(
    fc.asyncProperty(
      liveEvents,
      fc.array(fc.nat(4), { maxLength: 6 }),
      fc.array(fc.constantFrom('go on', 'go on', 'breathe', 'wait', 'forget'), { minLength: 1, maxLength: 12 }),
      async (events, leaves, steps) => {
        const [owner, other] = [serverOn(redis, noLooks), serverOn(otherRedis, noLooks)];
        const run = newKey();
        owner.begin(run);
        const watching = [watch(other, run), watch(other, run, leaves), watch(owner, run)];
        for (const [index, event] of events.entries()) {
          if (index % 10 === 9) watching.push(watch(other, run));
          owner.append(run, event);
          const step = steps[index % steps.length];
          if (step === 'breathe') await setImmediate();
          if (step === 'wait') await delay(2);
          if (step === 'forget') await redis.send('FLUSHALL');
        }
        const last = terminal(run.runId);
        owner.end(run, last);
        watching.push(watch(other, run));
        const expected = atomsOf([...events.map((event) => ({ event })), { event: last }]);
        for (const seen of await Promise.all(watching)) {
          expect(atomsOf(seen)).toEqual(expected);
          expectTrueIds(seen);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('Redis restarts empty in mid-stream while both servers go on', async () => {
  const [owner, other] = [serverOn(redis), serverOn(otherRedis)];
  const run = newKey();
  const events = tokensOf('abcdefghij'.split(''));
  owner.begin(run);
  const watching = [watch(owner, run), watch(other, run)];
  for (const event of events.slice(0, 4)) owner.append(run, event);
  await vi.waitFor(async () => expect((await inRedis(run)).length).toBeGreaterThan(0), soon);
  await server.stop();
  for (const event of events.slice(4, 8)) owner.append(run, event);
  watching.push(watch(other, run));
  await server.start();
  await Promise.all([back(redis), back(otherRedis)]);
  for (const event of events.slice(8)) owner.append(run, event);
  owner.end(run, terminal(run.runId));
  for (const seen of await Promise.all(watching)) expectWhole(seen, 'abcdefghij');
});

test('a run that went on while Redis was away is in it with the same ids once Redis is back', async () => {
  const [owner, other] = [serverOn(redis, noLooks), serverOn(otherRedis, noLooks)];
  const run = newKey();
  await server.stop();
  await vi.waitFor(() => expect(redis.isAway && otherRedis.isAway).toBe(true), soon);
  owner.begin(run);
  for (const event of tokensOf('away'.split(''))) owner.append(run, event);
  expectWhole([...(await collect(owner.follow(run, undefined, forever), 1)), end(run)], 'away');
  const watching = watch(other, run);
  owner.end(run, terminal(run.runId));
  expectWhole(await watch(owner, run), 'away');
  await server.start();
  expectWhole(await watching, 'away');
});

test('messages that are lost are made up for by a look', async () => {
  const [owner, other] = [serverOn(redis), serverOn(deaf(otherRedis))];
  const run = newKey();
  owner.begin(run);
  const watching = watch(other, run);
  for (const event of tokensOf('unheard'.split(''))) {
    owner.append(run, event);
    await delay(1);
  }
  owner.end(run, terminal(run.runId));
  expectWhole(await watching, 'unheard');
});

test('a Redis that stops answering without closing delays other servers’ watchers, and loses nothing', async () => {
  const [owner, other] = [serverOn(redis), serverOn(otherRedis)];
  const run = newKey();
  owner.begin(run);
  const events = tokensOf('frozen'.split(''));
  for (const event of events.slice(0, 3)) owner.append(run, event);
  const watching = watch(other, run);
  await vi.waitFor(async () => expect((await inRedis(run)).length).toBeGreaterThan(0), soon);
  server.freeze();
  for (const event of events.slice(3)) owner.append(run, event);
  owner.end(run, terminal(run.runId));
  expectWhole(await watch(owner, run), 'frozen');
  await vi.waitFor(() => expect(redis.isAway && otherRedis.isAway).toBe(true), soon);
  server.thaw();
  expectWhole(await watching, 'frozen');
});

test('a run whose owner was killed is ended by another server, for watchers on a third', async () => {
  const [killed, ender, third] = [serverOn(redis), serverOn(otherRedis), serverOn(otherRedis)];
  const run = newKey();
  killed.begin(run);
  for (const event of tokensOf(['what ', 'came'])) killed.append(run, event);
  const watching = watch(third, run);
  await vi.waitFor(async () => expect((await inRedis(run)).at(-1)).toContain('came'), soon);
  ender.end(run, terminal(run.runId));
  for (const seen of [await watching, await watch(ender, run)]) expectWhole(seen, 'what came');
  killed.append(run, { type: 'token', offset: 9, text: ' after the end' });
  await killed.close();
  expect((await inRedis(run)).at(-1)).toContain('"id":"end"');
});

test('however many end a run at once, there is one terminal entry', async () => {
  const [owner, other, third] = [serverOn(redis), serverOn(otherRedis), serverOn(otherRedis)];
  const run = newKey();
  owner.begin(run);
  owner.append(run, { type: 'token', offset: 0, text: 'text' });
  for (const log of [owner, other, third]) log.end(run, terminal(run.runId));
  await watch(third, run);
  await owner.close();
  expect((await inRedis(run)).filter((line) => line.startsWith('{"id":"end"'))).toHaveLength(1);
});

test('a run under the id of one that has ended is followed for what it is, whichever server begins it', async () => {
  const [owner, other, third] = [serverOn(redis), serverOn(otherRedis), serverOn(redis)];
  const run = newKey();
  const play = async (log: RunLog, text: string) => {
    log.begin(run);
    for (const event of tokensOf([text])) log.append(run, event);
    log.end(run, terminal(run.runId));
    expectWhole(await watch(log, run), text);
    await vi.waitFor(async () => expect((await inRedis(run))[0]).toContain(text), soon);
    expectWhole(await watch(third, run), text);
  };
  await play(owner, 'an old answer');
  await play(owner, 'new');
  await play(other, 'newer than that');
  expect(await inRedis(run)).toHaveLength(2);
});

test('an end that was to be written while Redis was away is written when it is back', async () => {
  const ender = serverOn(redis);
  const run = newKey();
  await server.stop();
  await vi.waitFor(() => expect(redis.isAway).toBe(true), soon);
  ender.end(run, terminal(run.runId));
  expect(await ender.follow(run, undefined, forever)).toBeNull();
  await server.start();
  await back(redis);
  expectWhole(await watch(ender, run), '');
});

test('nothing stays in Redis after its time', async () => {
  const owner = serverOn(redis);
  const [run, brief] = [newKey(), newKey()];
  const lifeOf = (of: RunKey) => redis.send<number>('PTTL', nameOf(of));
  owner.begin(run);
  owner.append(run, { type: 'token', offset: 0, text: 'a' });
  await vi.waitFor(async () => expect(await lifeOf(run)).toBeGreaterThan(290_000), soon);
  await redis.send('PEXPIRE', nameOf(run), '60000');
  await vi.waitFor(async () => {
    owner.renew();
    expect(await lifeOf(run)).toBeGreaterThan(290_000);
  }, soon);
  owner.end(run, terminal(run.runId));
  await vi.waitFor(async () => expect(await lifeOf(run)).toBeLessThanOrEqual(60_000), soon);
  expect(await lifeOf(run)).toBeGreaterThan(50_000);

  const shortLived = serverOn(redis, { endedMs: 30 });
  shortLived.begin(brief);
  shortLived.end(brief, terminal(brief.runId));
  expect(await collect(shortLived.follow(brief, undefined, forever))).toHaveLength(1);
  await vi.waitFor(async () => {
    expect(await lifeOf(brief)).toBe(-2);
    expect(await shortLived.follow(brief, undefined, forever)).toBeNull();
  }, soon);
});

test('watchers of one run on one server share one copy, which goes with the last of them', async () => {
  const subscribe = vi.fn<Redis['subscribe']>((channel, listener) => otherRedis.subscribe(channel, listener));
  const [owner, other] = [serverOn(redis), serverOn(subscribingBy(otherRedis, subscribe))];
  const run = newKey();
  owner.begin(run);
  owner.append(run, { type: 'token', offset: 0, text: 'a' });
  const heardBy = async () => (await redis.send<unknown[]>('PUBSUB', 'NUMSUB', nameOf(run)))[1];
  await vi.waitFor(async () => expect((await inRedis(run)).length).toBeGreaterThan(0), soon);
  const leaving = [new AbortController(), new AbortController()];
  const [first, second] = leaving.map(({ signal }) => collect(other.follow(run, undefined, signal)));
  await vi.waitFor(async () => expect(await heardBy()).toBe(1), soon);
  const third = await collect(other.follow(run, undefined, forever), 1);
  leaving[0]?.abort();
  expect(await first).toEqual(third);
  expect(await heardBy()).toBe(1);
  leaving[1]?.abort();
  expect(await second).toEqual(third);
  await vi.waitFor(async () => expect(await heardBy()).toBe(0), { ...soon, timeout: 2_000 });
  expect(subscribe).toHaveBeenCalledOnce();
});

test('closing waits until all is where other servers find it, but not for a Redis that is away', async () => {
  const owner = serverOn(redis);
  const run = newKey();
  owner.begin(run);
  for (const event of tokensOf('all'.split(''))) owner.append(run, event);
  owner.end(run, terminal(run.runId));
  const before = performance.now();
  await owner.close();
  expect(performance.now() - before).toBeLessThan(1_500);
  expect((await inRedis(run)).at(-1)).toContain('"id":"end"');
  await server.stop();
  await vi.waitFor(() => expect(redis.isAway).toBe(true), soon);
  const unwritten = serverOn(redis);
  unwritten.end(newKey(), terminal(run.runId));
  unwritten.begin(run);
  unwritten.append(run, { type: 'status', stage: 'writing' });
  await unwritten.close();
  expect(performance.now() - before).toBeLessThan(5_000);
  await server.start();
});

const end = (run: RunKey): LogEntry => ({ id: 'end', event: terminal(run.runId) });
