import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLoopLoad, windowByLoad } from './loop-load.ts';

test('a loop that only computes is busy, one that only waits is not', async () => {
  const load = createLoopLoad();
  await sleep(1);
  const until = performance.now() + 150;
  while (performance.now() < until);
  await sleep(1);
  const busy = load();
  expect(busy).toBeGreaterThan(0.5);
  await sleep(300);
  expect(load()).toBeLessThan(busy);
});

test('the window grows with the load and stays within its bounds', () => {
  let load = 0;
  const window = windowByLoad(() => load, { least: 20, most: 60 });
  expect(window()).toBe(20);
  load = 1;
  expect(window()).toBe(60);
  load = 0.25;
  expect(window()).toBeCloseTo(40);
});
