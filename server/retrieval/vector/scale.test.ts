import { expect, test } from 'vitest';
import { meterEmbedder } from '#server/models/metered-embedder.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { localEmbedder } from '#tests/harness/local-embedder.ts';
import { anchors } from './anchors.ts';
import { cosine } from './block.ts';
import { createScale, isNear, measureScale, nearness } from './scale.ts';

const never = new AbortController().signal;
const unit = (...numbers: number[]): Float32Array => {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
};

test('a floor is half way from what is unrelated to what answers', () => {
  const scale = measureScale([unit(1, 0), unit(0, 1)], [unit(0.8, 0.6), unit(0.6, 0.8)]);
  expect(scale.unrelated).toBeCloseTo(0.6);
  expect(scale.floor).toBeCloseTo(0.7);
  expect(nearness(scale, 0.8)).toBeCloseTo(1);
  expect(nearness(scale, 0.6)).toBeCloseTo(0);
  expect([0.69, 0.71].map((found) => isNear(scale, found))).toEqual([false, true]);
});

test('or above what is usual among the unrelated, where a model can hardly tell the two', () => {
  const questions = [unit(1, 0, 0), unit(0, 1, 0), unit(0, 0, 1)];
  const scale = measureScale(questions, [unit(5, 1, 5), unit(5, 5, 1), unit(1, 5, 5)]);
  expect(scale.floor).toBeGreaterThan(0.75);
});

test('whatever a model’s cosines are, no unrelated passage of the anchors passes the floor, and answers do', async () => {
  const embedder = localEmbedder();
  const questions = (
    await embedder.embed(
      anchors.map(({ question }) => question),
      never,
    )
  ).vectors;
  const passages = (
    await embedder.embed(
      anchors.map(({ passage }) => passage),
      never,
    )
  ).vectors;
  // the same model with all of its vectors pressed together, as some are
  const narrow = (vectors: Float32Array[]) => vectors.map((vector) => unit(2, ...vector));
  for (const [from, to] of [
    [questions, passages],
    [narrow(questions), narrow(passages)],
  ] satisfies [Float32Array[], Float32Array[]][]) {
    const scale = measureScale(from, to);
    const near = from.map((question) => to.map((passage) => isNear(scale, cosine(question, passage))));
    const right = near.filter((row, at) => row[at] === true).length;
    const wrong = near.flatMap((row, at) => row.filter((is, of) => is && of !== at)).length;
    expect(right).toBeGreaterThanOrEqual(3);
    expect(wrong).toBe(0);
  }
});

test('it is measured once for all servers, and again after it failed', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  let calls = 0;
  let isDown = true;
  const embedder = meterEmbedder(
    {
      model: 'm',
      embed: (texts, signal) => {
        calls += 1;
        return isDown ? Promise.reject(new Error('down')) : localEmbedder().embed(texts, signal);
      },
    },
    null,
  );
  const first = createScale(db, embedder);
  await expect(first(never)).rejects.toThrow('down');
  isDown = false;
  const scale = await first(never);
  expect(await first(never)).toEqual(scale);
  expect(await createScale(db, embedder)(never)).toEqual(scale);
  expect(calls).toBe(2);
});
