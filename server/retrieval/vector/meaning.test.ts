import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { openLog } from '#server/observe/log.ts';
import { compareAll } from './compare.ts';
import { createMeaning } from './meaning.ts';
import type { VectorSearch } from './vector-search.ts';

const here = { documentId: 'd', passageId: 'p' };
const vector = new Float32Array([1, 0]);
const nowhere: VectorSearch = {
  nearest: async () => [{ ...here, cosine: 0.9 }],
  compare: async (_, places, make) => compareAll(await make([...places.keys()])),
  close: async () => {},
};
const timer = setTimeout(() => undefined, 0);
async function alive() {
  // signals that depend on others live to the end of the turn
  await new Promise((resolve) => setImmediate(resolve));
  const count = (kind: typeof timer.constructor) => queryObjects(kind, { format: 'count' });
  return { timers: count(timer.constructor), signals: count(AbortSignal) };
}

test('nothing of a search by meaning stays behind: no timer, no signal', { timeout: 120_000 }, async () => {
  const meaning = createMeaning({
    search: nowhere,
    texts: { of: async (_, texts) => texts.map(() => vector) },
    scale: async () => ({ unrelated: 0.1, floor: 0.5 }),
    log: openLog('silent'),
  });
  const run = new AbortController();
  const passage = {
    heading: null,
    passage: { ...here, documentName: 'a.txt', page: 1, start: 0, end: 2, text: 'Hi' },
  };
  const query = { userId: 'u', documentIds: ['d'], query: 'Hi', count: 1, signal: run.signal };
  const search = async (): Promise<void> => {
    expect(await meaning.near(query)).toEqual([{ ...here, nearness: 1 }]);
    expect((await meaning.likeness('u', [passage], run.signal))?.(0, 0)).toBe(1);
  };
  await search();
  const before = await alive();
  for (let n = 0; n < 10; n += 1) await search();
  const after = await alive();
  expect(after.timers - before.timers).toBeLessThan(5);
  expect(after.signals - before.signals).toBeLessThan(5);
});

test('what is not there in time is done without, and given up', async () => {
  const asked: AbortSignal[] = [];
  const never = new Promise<never>(() => {});
  const meaning = createMeaning({
    search: nowhere,
    texts: {
      of: (_, __, signal) => {
        asked.push(signal);
        return never;
      },
    },
    scale: async () => ({ unrelated: 0.1, floor: 0.5 }),
    log: openLog('silent'),
    waitMs: 5,
  });
  const run = new AbortController();
  const query = { userId: 'u', documentIds: ['d'], query: 'Hi', count: 1, signal: run.signal };
  expect(await meaning.near(query)).toBeNull();
  // it may still be finished, for the next search, unless the run ends
  expect(asked.map(({ aborted }) => aborted)).toEqual([false]);
  run.abort();
  expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
  await expect(meaning.near(query)).rejects.toMatchObject({ name: 'AbortError' });
});
