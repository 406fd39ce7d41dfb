import { expect, test } from 'vitest';
import { untilStored } from './until-stored.ts';

const there = async () => undefined;
const away = async () => {
  throw new Error('away');
};

/** Fails so often, then is done. */
function failing(times: number) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw new Error('refused');
    return calls;
  };
}

function patience(ping: () => Promise<unknown>) {
  let slept = 0;
  const sleep = async (ms: number) => {
    slept += ms;
  };
  return { given: { ms: 60_000, ping, failed: () => undefined, sleep }, slept: () => slept };
}

test('while the database is away it is tried without end', async () => {
  const { given, slept } = patience(away);
  expect(await untilStored(failing(1_000), given)).toBe(1_001);
  expect(slept()).toBeGreaterThan(3_600_000);
});

test('what the database refuses for a minute is given up', async () => {
  const { given, slept } = patience(there);
  expect(await untilStored(failing(1_000), given)).toBeNull();
  expect(slept()).toBeGreaterThan(50_000);
  expect(slept()).toBeLessThan(70_000);
});

test('the time that the database was away is not counted', async () => {
  let pings = 0;
  const { given } = patience(() => ((pings += 1) <= 500 ? away() : there()));
  expect(await untilStored(failing(510), given)).toBe(511);
});
