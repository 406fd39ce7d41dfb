import { setImmediate as macrotask } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { createTicker } from './ticker.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('who waits is called once at the end of the window, by one timer, which sleeps afterwards', () => {
  vi.useFakeTimers();
  const ticker = createTicker(() => 20);
  const called: string[] = [];
  const ada = () => void called.push('ada');
  ticker.add(ada);
  vi.advanceTimersByTime(10);
  ticker.add(ada);
  ticker.add(() => void called.push('bob'));
  expect(vi.getTimerCount()).toBe(1);
  expect(called).toEqual([]);
  vi.advanceTimersByTime(10);
  expect(called).toEqual(['ada', 'bob']);
  expect(vi.getTimerCount()).toBe(0);
  ticker.add(ada);
  vi.advanceTimersByTime(20);
  expect(called).toEqual(['ada', 'bob', 'ada']);
});

test('who adds itself again while it is called waits for the next tick', () => {
  vi.useFakeTimers();
  const ticker = createTicker(() => 20);
  let calls = 0;
  const again = () => {
    calls += 1;
    if (calls < 3) ticker.add(again);
  };
  ticker.add(again);
  vi.advanceTimersByTime(20);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(40);
  expect(calls).toBe(3);
});

test('long callbacks let others have their turn in between', async () => {
  const ticker = createTicker(() => 0);
  const busy = (): void => {
    const until = performance.now() + 5;
    while (performance.now() < until);
  };
  const lastCalled = new Promise<void>((resolve) => {
    for (let n = 0; n < 3; n += 1) ticker.add(() => busy());
    ticker.add(() => resolve());
  }).then(() => 'called');
  let turns = 0;
  while ((await Promise.race([lastCalled, macrotask('waiting')])) !== 'called') turns += 1;
  expect(turns).toBeGreaterThanOrEqual(3);
});
