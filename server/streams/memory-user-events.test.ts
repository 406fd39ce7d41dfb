import { queryObjects } from 'node:v8';
import { expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { createMemoryUserEvents } from './memory-user-events.ts';
import { testUserEvents } from './user-events.contract.ts';

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
