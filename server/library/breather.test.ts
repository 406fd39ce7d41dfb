import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { breathe, inSteps } from './breather.ts';

/** Milliseconds; only work makes it go on. */
let clock = 1_000_000;
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => clock));
afterEach(() => void vi.restoreAllMocks());

async function work(steps: number, stepMs: number): Promise<void> {
  for (let done = 0; done < steps; done += 1) {
    clock += stepMs;
    await breathe();
  }
}

/** The longest that others had to wait until all of this was done. */
async function longestHold(...works: Promise<void>[]): Promise<number> {
  let longest = 0;
  const over = Promise.all(works).then(() => 'over');
  for (let before = clock; (await Promise.race([over, nextTurn('going on')])) !== 'over'; before = clock) {
    longest = Math.max(longest, clock - before);
  }
  return longest;
}

test('long work lets others work every few milliseconds', async () => {
  expect(await longestHold(work(100, 2))).toBeLessThanOrEqual(10);
});

test('several such works do not hold the event loop one after the other', async () => {
  expect(await longestHold(work(50, 2), work(80, 1), work(20, 3))).toBeLessThanOrEqual(11);
});

test('a generator is done in such steps, and gives what it returns', async () => {
  function* steps() {
    for (let done = 0; done < 50; done += 1) {
      clock += 2;
      yield;
    }
    return 'done';
  }
  const result = inSteps(steps());
  expect(await longestHold(result.then(() => undefined))).toBeLessThanOrEqual(10);
  expect(await result).toBe('done');
});
