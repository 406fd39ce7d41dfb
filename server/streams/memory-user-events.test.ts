import { queryObjects } from 'node:v8';
import { expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { createMemoryUserEvents } from './memory-user-events.ts';
import { deleted, forever, next, testUserEvents } from './user-events.contract.ts';

testUserEvents(createMemoryUserEvents);

test('events older than 10 minutes leave the memory, also where nothing more happens to that user', async () => {
  class Deleted {
    readonly type = 'session.deleted';
    readonly sessionId = newId();
  }
  vi.useFakeTimers();
  try {
    const events = createMemoryUserEvents();
    for (let n = 0; n < 100; n += 1) await events.publish(newId(), new Deleted());
    expect(queryObjects(Deleted)).toBe(100);
    await vi.advanceTimersByTimeAsync(21 * 60_000);
    expect(queryObjects(Deleted)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    await events.publish(newId(), { type: 'reset' });
  } finally {
    vi.useRealTimers();
  }
});

test('nothing is kept of a user whom nobody follows any more: who comes back after 10 minutes gets reset', async () => {
  vi.useFakeTimers();
  try {
    const events = createMemoryUserEvents();
    const userId = newId();
    const staying = events.follow(userId, undefined, forever);
    const start = await next(staying);
    await vi.advanceTimersByTimeAsync(21 * 60_000);
    const back = events.follow(userId, start?.id, forever);
    const [one, another] = [deleted(newId()), deleted(newId())];
    await events.publish(userId, one);
    const [last, same] = [await next(staying), await next(back)];
    expect([last?.event, same?.event]).toEqual([one, one]);
    await staying.return(undefined);
    await back.return(undefined);
    await vi.advanceTimersByTimeAsync(21 * 60_000);
    expect(vi.getTimerCount()).toBe(0);
    const late = events.follow(userId, last?.id, forever);
    expect((await next(late))?.event).toEqual({ type: 'reset' });
    await events.publish(userId, another);
    expect((await next(late))?.event).toEqual(another);
    await events.publish(newId(), { type: 'reset' });
  } finally {
    vi.useRealTimers();
  }
});
