import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { UserEventEntry, UserEvents } from './user-events.ts';

const forever = new AbortController().signal;
const deleted = (sessionId: string) => ({ type: 'session.deleted' as const, sessionId });

async function take(entries: AsyncGenerator<UserEventEntry>, count: number): Promise<UserEventEntry[]> {
  const seen: UserEventEntry[] = [];
  for await (const entry of entries) {
    seen.push(entry);
    if (seen.length === count) break;
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
    const first = take(events.follow(userId, undefined, forever), 3);
    await Promise.resolve();
    for (const id of ids) await events.publish(userId, deleted(id));
    const [reset, ...seen] = await first;
    expect(reset?.event).toEqual({ type: 'reset' });
    expect(seen.map(({ event }) => event)).toEqual(ids.slice(0, 2).map(deleted));
    const rest = await take(events.follow(userId, seen.at(-1)?.id, forever), 1);
    expect(rest[0]?.event).toEqual(deleted(ids[2] ?? ''));
  });

  test('who was away for too long, or comes from another server life, gets reset', async () => {
    const events = open();
    const userId = newId();
    const [start] = await take(events.follow(userId, undefined, forever), 1);
    for (let n = 0; n < 600; n += 1) await events.publish(userId, deleted(newId()));
    expect((await take(events.follow(userId, start?.id, forever), 1))[0]?.event).toEqual({ type: 'reset' });
    expect((await take(events.follow(userId, `${newId()}-3`, forever), 1))[0]?.event).toEqual({ type: 'reset' });
    expect((await take(events.follow(userId, 'nonsense', forever), 1))[0]?.event).toEqual({ type: 'reset' });
  });

  test('nobody sees the events of another user', async () => {
    const events = open();
    const [mine, theirs] = [newId(), newId()];
    const seen = take(events.follow(mine, undefined, forever), 2);
    await Promise.resolve();
    await events.publish(theirs, deleted(theirs));
    await events.publish(mine, deleted(mine));
    expect((await seen).map(({ event }) => event)).toEqual([{ type: 'reset' }, deleted(mine)]);
  });
}
