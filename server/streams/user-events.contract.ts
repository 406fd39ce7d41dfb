import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { UserEventEntry, UserEvents } from './user-events.ts';

export const forever = new AbortController().signal;
export const deleted = (sessionId: string) => ({ type: 'session.deleted' as const, sessionId });

export async function next(entries: AsyncGenerator<UserEventEntry>): Promise<UserEventEntry | undefined> {
  const step: IteratorResult<UserEventEntry, unknown> = await entries.next();
  return step.done === true ? undefined : step.value;
}

export async function take(
  entries: AsyncGenerator<UserEventEntry>,
  count: number,
  isLast: (entry: UserEventEntry) => boolean = () => false,
): Promise<UserEventEntry[]> {
  const seen: UserEventEntry[] = [];
  if (count === 0) return seen;
  for await (const entry of entries) {
    seen.push(entry);
    if (seen.length === count || isLast(entry)) break;
  }
  return seen;
}

/** What every user event bus must do; each twin runs it. */
export function testUserEvents(open: () => UserEvents): void {
  test('a first watcher gets reset, then what follows; a returning one exactly the rest', async () => {
    const events = open();
    const userId = newId();
    const ids = [newId(), newId(), newId()];
    await events.publish(userId, deleted(newId()));
    const first = events.follow(userId, undefined, forever);
    expect((await next(first))?.event).toEqual({ type: 'reset' });
    for (const id of ids) await events.publish(userId, deleted(id));
    const seen = await take(first, 2);
    expect(seen.map(({ event }) => event)).toEqual(ids.slice(0, 2).map(deleted));
    const rest = await take(events.follow(userId, seen.at(-1)?.id, forever), 1);
    expect(rest[0]?.event).toEqual(deleted(ids[2] ?? ''));
    expect(rest[0]?.id).toBe(seen.at(-1)?.id.replace(/\d+$/, (n) => String(Number(n) + 1)));
  });

  test('who was away for too long, or comes from another server life, gets reset', async () => {
    const events = open();
    const userId = newId();
    const [start] = await take(events.follow(userId, undefined, forever), 1);
    for (let n = 0; n < 600; n += 1) await events.publish(userId, deleted(newId()));
    expect((await take(events.follow(userId, start?.id, forever), 1))[0]?.event).toEqual({ type: 'reset' });
    expect((await take(events.follow(userId, `${newId()}-3`, forever), 1))[0]?.event).toEqual({ type: 'reset' });
    const ahead = start?.id.replace(/\d+$/, '999999');
    expect((await take(events.follow(userId, ahead, forever), 1))[0]?.event).toEqual({ type: 'reset' });
    expect((await take(events.follow(userId, 'nonsense', forever), 1))[0]?.event).toEqual({ type: 'reset' });
  });

  test('of long events fewer are kept: who was away while they came gets reset, and what follows', async () => {
    const events = open();
    const userId = newId();
    const [start] = await take(events.follow(userId, undefined, forever), 1);
    for (let n = 0; n < 10; n += 1) await events.publish(userId, deleted('f'.repeat(1_000_000)));
    const tab = events.follow(userId, start?.id, forever);
    expect((await next(tab))?.event).toEqual({ type: 'reset' });
    const following = next(tab);
    const last = deleted(newId());
    await events.publish(userId, last);
    expect((await following)?.event).toEqual(last);
  });

  test('two tabs that come back at the same moment, from different places, each get exactly the rest', async () => {
    const events = open();
    const userId = newId();
    const staying = events.follow(userId, undefined, forever);
    const start = await next(staying);
    const ids = Array.from({ length: 9 }, newId);
    for (const id of ids) await events.publish(userId, deleted(id));
    const seen = await take(events.follow(userId, start?.id, forever), 9);
    for (let n = 0; n < 9; n += 1) await next(staying);
    const waiting = next(staying);
    const rest = [5, 6].map((at) => take(events.follow(userId, seen[at]?.id, forever), 8 - at));
    const [longer, shorter] = await Promise.all(rest);
    expect(longer?.map(({ event }) => event)).toEqual(ids.slice(6).map(deleted));
    expect(shorter?.map(({ event }) => event)).toEqual(ids.slice(7).map(deleted));
    await events.publish(userId, deleted(userId));
    expect((await waiting)?.event).toEqual(deleted(userId));
  });

  test('nobody sees the events of another user', async () => {
    const events = open();
    const [mine, theirs] = [newId(), newId()];
    const following = events.follow(mine, undefined, forever);
    expect((await next(following))?.event).toEqual({ type: 'reset' });
    const seen = take(following, 1);
    await events.publish(theirs, deleted(theirs));
    await events.publish(mine, deleted(mine));
    expect((await seen).map(({ event }) => event)).toEqual([deleted(mine)]);
  });

  test('tabs that come, fall behind and come back get every event once and in order, each at its own pace', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('publish', 'publish', 'come', 'breathe'), { minLength: 1, maxLength: 30 }),
        fc.nat(5),
        async (steps, leaveAfter) => {
          const events = open();
          const userId = newId();
          const published: string[] = [];
          const tabs: { from: number; seen: Promise<UserEventEntry[]> }[] = [];
          const last = newId();
          const watchAll = async (first: AsyncGenerator<UserEventEntry>, reset: UserEventEntry | undefined) => {
            const seen = await take(first, leaveAfter, isOf(last));
            while (!isOf(last)(seen.at(-1)))
              seen.push(...(await take(events.follow(userId, (seen.at(-1) ?? reset)?.id, forever), 3, isOf(last))));
            return seen;
          };
          for (const step of steps) {
            if (step === 'breathe') await setImmediate();
            if (step === 'publish') {
              const id = newId();
              published.push(id);
              await events.publish(userId, deleted(id));
            }
            if (step === 'come') {
              const tab = events.follow(userId, undefined, forever);
              const reset = await next(tab);
              expect(reset?.event).toEqual({ type: 'reset' });
              tabs.push({ from: published.length, seen: watchAll(tab, reset) });
            }
          }
          published.push(last);
          await events.publish(userId, deleted(last));
          for (const { from, seen } of tabs)
            expect((await seen).map(({ event }) => event)).toEqual(published.slice(from).map(deleted));
        },
      ),
      { numRuns: 300 },
    );
  });
}

const isOf = (sessionId: string) => (entry: UserEventEntry | undefined) =>
  entry?.event.type === 'session.deleted' && entry.event.sessionId === sessionId;
