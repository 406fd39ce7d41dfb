import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { openLog } from '#server/observe/log.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { joinServers } from './presence.ts';

const log = openLog('silent');
const now = () => new Date();
const self = (shared: boolean) => ({ serverId: newId(), shared });

test('who finds nobody joins at once, is alone, and leaves nothing', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  const began = performance.now();
  const presence = await joinServers(db, self(false), log, now);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(await presence.isAlone()).toBe(true);
  expect(presence.others()).toBe(0);
  await presence.leave();
  expect(await db.servers.all()).toEqual([]);
});

// a beat is seen to move two or three beats after it began
test.concurrent('servers with Redis see each other; one that leaves is missed at once, one that was killed after 8 s', async ({
  expect,
}) => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  const one = await joinServers(db, self(true), log, now);
  const other = await joinServers(db, self(true), log, now);
  const killed = self(true);
  await db.servers.create({ ...killed, beat: 7, startedAt: now() });
  await expect.poll(() => [one.others(), other.others()], { timeout: 10_000 }).toEqual([1, 1]);
  expect(await one.isAlone()).toBe(false);
  await expect.poll(() => db.servers.where({ serverId: killed.serverId }).first(), { timeout: 20_000 }).toBeNull();
  await other.leave();
  expect(await one.isAlone()).toBe(true);
  await expect.poll(() => one.others(), { timeout: 10_000 }).toBe(0);
  await one.leave();
});

test.concurrent('of two servers without Redis that come at the same moment the younger stops', async ({ expect }) => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  const started = new Date();
  const elder = await joinServers(db, self(false), log, () => started);
  const row = await db.servers.first();
  await db.servers.where({ serverId: row?.serverId ?? '' }).deleteAndCount();
  const younger = await joinServers(db, self(false), log, () => new Date(started.getTime() + 1));
  const stopped: string[] = [];
  void elder.mustStop.then(() => stopped.push('elder'));
  const why = await younger.mustStop;
  stopped.push('younger');
  expect(why.message).toMatch(/^REDIS_URL: /);
  await Promise.all([elder.leave(), younger.leave()]);
  expect(stopped).toEqual(['younger']);
});

test('a database that is away keeps no server from leaving', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  const away = () => {
    throw new Error('the database is away');
  };
  let isAway = false;
  const flaky = new Proxy(db, {
    get: (target, name) => {
      const collection: unknown = isAway && name === 'servers' ? { where: away, all: away } : Reflect.get(target, name);
      return collection;
    },
  });
  const presence = await joinServers(flaky, self(true), log, now);
  isAway = true;
  await expect(presence.leave()).resolves.toBeUndefined();
});
