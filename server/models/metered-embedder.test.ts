import { expect, test } from 'vitest';
import { createMemoryTokenBucket } from '#server/quota/memory-token-bucket.ts';
import { localEmbedder } from '#tests/harness/local-embedder.ts';
import type { Embedder } from './embedder.ts';
import { inAHurry, inBackground, meterEmbedder } from './metered-embedder.ts';

const never = new AbortController().signal;
const clock = () => new Date();
/** How much of the bucket is left, by trying. */
async function leftOf(bucket: ReturnType<typeof createMemoryTokenBucket>): Promise<number> {
  let left = 0;
  for (let step = 512; step >= 1; step /= 2) {
    const taken = await bucket.take(left + step);
    if (taken === null) continue;
    await bucket.correct(taken, 0);
    left += step;
  }
  return left;
}

test('a request takes its tokens, and is corrected to what it used', async () => {
  const bucket = createMemoryTokenBucket(1_000, clock);
  const embedder: Embedder = {
    model: 'm',
    embed: async (texts) => {
      expect(await leftOf(bucket)).toBe(900);
      return { ...(await localEmbedder().embed(texts, never)), tokens: 30 };
    },
  };
  expect(await meterEmbedder(embedder, bucket).embed(['x'.repeat(400)], inAHurry, never)).toHaveLength(1);
  expect(await leftOf(bucket)).toBe(970);
});

test('no request is larger than a quarter of the bucket', async () => {
  const bucket = createMemoryTokenBucket(1_000, clock);
  const sizes: number[] = [];
  const embedder: Embedder = {
    model: 'm',
    embed: (texts, signal) => {
      sizes.push(texts.join('').length);
      return localEmbedder().embed(texts, signal);
    },
  };
  const texts = Array.from({ length: 7 }, () => 'y'.repeat(300));
  expect(await meterEmbedder(embedder, bucket).embed(texts, inAHurry, never)).toHaveLength(7);
  expect(sizes).toEqual([900, 900, 300]);
});

test('work in the background leaves half of the bucket to questions; one in a hurry takes of it, then gives up', async () => {
  const bucket = createMemoryTokenBucket(1_000, clock);
  await bucket.take(450);
  const metered = meterEmbedder(localEmbedder(), bucket);
  const impatient = { waitMs: 0 };
  const text = ['z'.repeat(800)];
  await expect(metered.embed(text, { ...inBackground, ...impatient }, never)).rejects.toMatchObject({
    app: { code: 'BUSY' },
  });
  expect(await metered.embed(text, { ...inAHurry, ...impatient }, never)).toHaveLength(1);
  expect(await metered.embed(text, { ...inAHurry, ...impatient }, never)).toHaveLength(1);
  await expect(metered.embed(text, { ...inAHurry, ...impatient }, never)).rejects.toMatchObject({
    app: { code: 'BUSY' },
  });
});

test('what fails gives its tokens back, and an aborted wait ends', async () => {
  const bucket = createMemoryTokenBucket(1_000, clock);
  const broken: Embedder = { model: 'm', embed: () => Promise.reject(new Error('down')) };
  await expect(meterEmbedder(broken, bucket).embed(['a'.repeat(400)], inAHurry, never)).rejects.toThrow('down');
  expect(await leftOf(bucket)).toBe(1_000 - 0);
  await bucket.take(1_000);
  const stop = new AbortController();
  const waiting = meterEmbedder(localEmbedder(), bucket).embed(['a'], inBackground, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
