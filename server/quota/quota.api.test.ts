import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { openTestDatabase, type TestDatabase } from '#tests/harness/database.ts';
import { healAll } from './heal.ts';
import { confirmPlace, giveBack, type Place, reserve } from './reserve.ts';
import { settle } from './settle.ts';
import { freeShelfPlace, readShelf, takeShelfPlace } from './shelf.ts';
import { readUsage } from './usage.ts';

let data: TestDatabase;
beforeAll(async () => {
  data = await openTestDatabase();
});
afterAll(() => data[Symbol.asyncDispose]());

const noon = new Date('2026-11-22T12:00:00Z');
const free = { chats: 25, documents: 3 };
const after = (ms: number) => new Date(noon.getTime() + ms);

/** A turn whose run goes on, as the run's place needs one from when it is confirmed. */
const storeTurn = (userId: string, runId: string) =>
  data.database.db.turns.create({
    userId,
    turnId: runId,
    sessionId: 'session',
    question: 'q',
    source: 'main_app',
    scope: { classId: null, documentId: null, documentIds: [] },
    status: 'running',
    running: { runId, attempt: 1, beat: 0, owner: null, stop: null, month: '2026-11', acceptedAt: noon },
    runIds: [runId],
    ended: [],
    answers: [],
    current: 0,
    error: null,
    createdAt: noon,
    deletedAt: null,
  });

const endTurn = (userId: string, runId: string, counted: boolean) =>
  data.database.db.turns.where({ userId, turnId: runId, status: 'running' }).update((f) => [
    f.status.set('failed'),
    f.running.set(null),
    f.ended.push({
      runId,
      end: 'completed',
      counted,
      month: '2026-11',
      error: null,
      tokensIn: 0,
      tokensOut: 0,
      endedAt: noon,
    }),
  ]);

test('of 50 racing guarded updates exactly as many succeed as may go on at once', async () => {
  const { db } = data.database;
  const userId = newId();
  const race = () => Promise.allSettled(Array.from({ length: 50 }, (_, n) => reserve(db, userId, `run${n}`, 25, noon)));
  const tries = await race();
  const taken = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(taken).toHaveLength(4);
  expect((await readUsage(db, free, userId, noon)).chats).toMatchObject({ used: 0, held: 4, limit: 25 });
  for (const one of tries)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ app: { code: 'TOO_MANY_REQUESTS' } });
  for (const place of taken.slice(2)) await settle(db, place, true);
  const again = await race();
  expect(again.filter((one) => one.status === 'fulfilled' && one.value.isNew)).toHaveLength(2);
});

test('of 50 racing guarded updates exactly as many succeed as the month has left', async () => {
  const { db } = data.database;
  const userId = newId();
  const tries = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => reserve(db, userId, `run${n}`, 3, noon)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const one of tries)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ app: { code: 'QUOTA_EXCEEDED' } });
});

test('a run of last month that goes on is one of the four', async () => {
  const { db } = data.database;
  const userId = newId();
  const [lastMoment, firstMoment] = [new Date('2026-10-31T23:59:59.900Z'), new Date('2026-11-01T00:00:00.100Z')];
  const old = await reserve(db, userId, 'old', 25, lastMoment);
  for (const runId of ['a', 'b', 'c']) await reserve(db, userId, runId, 25, firstMoment);
  await expect(reserve(db, userId, 'd', 25, firstMoment)).rejects.toMatchObject({ app: { code: 'TOO_MANY_REQUESTS' } });
  await settle(db, old, true);
  expect(await reserve(db, userId, 'd', 25, firstMoment)).toMatchObject({ isNew: true });
});

test('a held place whose run has ended is settled by whoever looks, one whose turn is gone is given back', async () => {
  const { db } = data.database;
  const userId = newId();
  for (const runId of ['counted', 'free', 'gone', 'going']) {
    const id = `${userId}${runId}`;
    await confirmPlace(db, await reserve(db, userId, id, 25, noon));
    if (runId === 'gone') continue;
    await storeTurn(userId, id);
    if (runId !== 'going') await endTurn(userId, id, runId === 'counted');
  }
  const looks = await Promise.all(Array.from({ length: 5 }, () => readUsage(db, free, userId, noon)));
  for (const { chats } of looks) expect(chats).toMatchObject({ used: 1, held: 1 });
  expect(await db.usage.where({ userId }).first()).toMatchObject({ used: 1, held: [`${userId}going`], places: 2 });
});

test('the first places of a month, and the first of a shelf, may be taken at the same moment', async () => {
  const { db } = data.database;
  for (let round = 0; round < 20; round += 1) {
    const userId = newId();
    const runs = Array.from({ length: 4 }, (_, n) => `run${n}`);
    await Promise.all(runs.map((runId) => reserve(db, userId, runId, 25, noon)));
    expect((await readUsage(db, free, userId, noon)).chats.held).toBe(4);
    const taken = await Promise.all(runs.map((documentId) => takeShelfPlace(db, userId, documentId, 3)));
    expect(taken.filter(Boolean)).toHaveLength(3);
  }
});

test('a place whose question was emptied by a sweep before it was settled is given back', async () => {
  const { db } = data.database;
  const userId = newId();
  await storeTurn(userId, 'swept');
  const place = await reserve(db, userId, 'swept', 25, noon);
  await confirmPlace(db, place);
  await healAll(db);
  expect((await readUsage(db, free, userId, noon)).chats.held).toBe(1);
  await db.turns.where({ userId, turnId: 'swept' }).update((f) => [f.status.set('failed'), f.running.set(null)]);
  await healAll(db);
  expect((await readUsage(db, free, userId, noon)).chats).toMatchObject({ used: 0, held: 0 });
});

test('FT-08 20 places at once at 24 used: exactly one is taken', async () => {
  const { db } = data.database;
  const userId = newId();
  for (let n = 0; n < 24; n += 1) {
    const place = await reserve(db, userId, `used${n}`, 25, noon);
    await confirmPlace(db, place);
    await settle(db, place, true);
  }
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => reserve(db, userId, `run${n}`, 25, noon)),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('FT-11 a place whose turn was never stored is free again within 30 s', async () => {
  const { db } = data.database;
  const userId = newId();
  const place = await reserve(db, userId, 'lost', 1, noon);
  await expect(reserve(db, userId, 'next', 1, after(19_000))).rejects.toMatchObject({
    app: { code: 'QUOTA_EXCEEDED' },
  });
  expect((await readUsage(db, free, userId, after(21_000))).chats.held).toBe(0);
  await reserve(db, userId, 'next', 1, after(21_000));
  expect(await confirmPlace(db, place)).toBe(false);
});

test('a user has as many documents as the plan allows, however many uploads race', async () => {
  const { db } = data.database;
  const userId = newId();
  const taken = await Promise.all(Array.from({ length: 10 }, (_, n) => takeShelfPlace(db, userId, `document${n}`, 3)));
  expect(taken.filter(Boolean)).toHaveLength(3);
  const first = `document${taken.indexOf(true)}`;
  expect(await takeShelfPlace(db, userId, first, 3)).toBe(true);
  await freeShelfPlace(db, userId, first);
  await freeShelfPlace(db, userId, first);
  expect(await readShelf(db, userId)).toEqual({ plan: 'free', documents: 2 });
});

/** What may happen to a run's place, in any order and as often as it likes. */
const step = fc.record({
  run: fc.integer({ min: 0, max: 5 }),
  act: fc.constantFrom('reserve', 'confirm', 'settle counted', 'settle free', 'give back', 'expire'),
});

test('whatever happens in whatever order, used + held stays within the limit and every place is settled once', async () => {
  const { db } = data.database;
  const limit = 3;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const userId = newId();
      let now = noon;
      const places = new Map<number, Place>();
      const counted = new Set<number>();
      const settled = new Set<number>();
      const turns = new Set<number>();
      for (const { run, act } of steps) {
        const place = places.get(run);
        if (act === 'reserve' && !settled.has(run)) {
          const taken = await reserve(db, userId, `run${run}`, limit, now).catch(() => null);
          if (taken === null) continue;
          places.set(run, taken);
          if (!turns.has(run)) await storeTurn(userId, `run${run}`);
          turns.add(run);
        } else if (act === 'expire') now = new Date(now.getTime() + 25_000);
        else if (place === undefined) continue;
        else if (act === 'confirm') await confirmPlace(db, place);
        else if (act === 'give back') await giveBack(db, place);
        else {
          const before = (await readUsage(db, free, userId, now)).chats;
          const isCounted = act === 'settle counted';
          if (!settled.has(run)) await endTurn(userId, `run${run}`, isCounted);
          await settle(db, place, isCounted);
          const gained = (await readUsage(db, free, userId, now)).chats.used - before.used;
          expect(gained).toBeLessThanOrEqual(act === 'settle counted' && !settled.has(run) ? 1 : 0);
          if (gained === 1) counted.add(run);
          settled.add(run);
        }
        const usage = (await readUsage(db, free, userId, now)).chats;
        expect(usage.used + usage.held).toBeLessThanOrEqual(limit);
        expect(usage.used).toBe(counted.size);
        expect(usage.held).toBeGreaterThanOrEqual(0);
      }
      const month = await db.usage.where({ userId }).first();
      if (month !== null) expect(month.places).toBe(month.used + month.reserved.length + month.held.length);
    }),
    { numRuns: 60 },
  );
});
