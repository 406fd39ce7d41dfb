import { setImmediate as macrotask } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFairTurns } from './fair-turns.ts';

const workMs = 0.05;

/** Takes `rounds` steps that compute a little and never wait for anything real. */
async function flood(rounds: number, isFair: boolean): Promise<void> {
  const yieldTurn = createFairTurns();
  for (let round = 0; round < rounds; round += 1) {
    await Promise.resolve();
    const until = performance.now() + workMs;
    while (performance.now() < until);
    const others = isFair ? yieldTurn() : undefined;
    if (others !== undefined) await others;
  }
}

/** How often others had their turn until all floods had ended. */
async function turnsDuring(floods: Promise<void>[]): Promise<number> {
  let turns = 0;
  const over = Promise.all(floods).then(() => 'over');
  while ((await Promise.race([over, macrotask('going on')])) !== 'over') turns += 1;
  return turns;
}

test('a loop that never waits for anything lets others have their turn every few milliseconds', async () => {
  // 100 ms of work in slices of 2 ms
  expect(await turnsDuring([flood(2_000, true)])).toBeGreaterThan(20);
  expect(await turnsDuring([flood(2_000, false)])).toBeLessThan(3);
});

test('several such loops take turns too', async () => {
  const ends: string[] = [];
  const floods = [flood(1_000, true).then(() => ends.push('long')), flood(300, true).then(() => ends.push('short'))];
  expect(await turnsDuring(floods.map((one) => one.then(() => undefined)))).toBeGreaterThan(10);
  expect(ends).toEqual(['short', 'long']);
});

test('who waits for something real in each round never waits for its turn', async () => {
  const yieldTurn = createFairTurns();
  for (let round = 0; round < 5; round += 1) {
    await macrotask();
    const until = performance.now() + 3;
    while (performance.now() < until);
    expect(yieldTurn()).toBeUndefined();
    await macrotask();
  }
});
