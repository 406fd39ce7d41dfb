import { pino } from 'pino';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { connectRedis } from '#server/redis/connect.ts';
import { startRedis } from '#tests/harness/redis.ts';
import { openRunList } from './run-list.ts';
import type { LogEntry } from './run-log.ts';

const entry: LogEntry = { id: '1', event: { type: 'token', offset: 0, text: '{"id":"end"' } };

test('a list is only written by the generation that it is of, as long as it believes, and read from there', async () => {
  await using server = await startRedis();
  const redis = await connectRedis(server.url, pino({ level: 'silent' }));
  const list = openRunList(redis, { userId: newId(), runId: newId() }, { runningMs: 60_000, endedMs: 60_000 });
  const [mine, theirs] = [newId(), newId()];
  expect(await list.read('', 1)).toBeNull();
  expect(await list.append(mine, 0, [entry, entry])).toBe(3);
  expect(await list.append(mine, 2, [entry])).toBe('differs');
  expect(await list.append(theirs, 3, [entry])).toBe('differs');
  expect(await list.append(mine, 3, [entry])).toBe(4);
  expect(await list.read(mine, 3)).toEqual({ generation: mine, entries: [entry] });
  expect(await list.read(theirs, 3)).toEqual({ generation: mine, entries: [entry, entry, entry] });
  expect(await list.replace(theirs, [entry])).toBe(2);
  expect(await list.read('', 1)).toEqual({ generation: theirs, entries: [entry] });
  await redis.close();
});
