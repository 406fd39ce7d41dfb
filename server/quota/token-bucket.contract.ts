import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TakenTokens, TokenBucket } from './token-bucket.ts';

/** An empty bucket, and the means to let its window end. */
export interface OpenBucket {
  bucket: TokenBucket;
  endWindow: () => Promise<void>;
}

/** What every token bucket must do; each twin runs it. `open` empties what is shared. */
export function testTokenBucket(open: (limit: number) => Promise<OpenBucket>): void {
  const isTaken = (taken: TakenTokens | null): taken is TakenTokens => taken !== null;

  async function take(bucket: TokenBucket, tokens: number): Promise<TakenTokens> {
    const taken = await bucket.take(tokens);
    if (taken === null) throw new Error(`${tokens} tokens did not fit`);
    return taken;
  }

  test('50 racing takers never get more than the limit, whatever they take and give back', async () => {
    const taker = fc.record({ tokens: fc.integer({ min: 1, max: 60 }), unused: fc.nat(60) });
    await fc.assert(
      fc.asyncProperty(fc.array(taker, { minLength: 50, maxLength: 50 }), async (takers) => {
        const limit = 500;
        const { bucket } = await open(limit);
        let used = 0;
        await Promise.all(
          takers.map(async ({ tokens, unused }) => {
            const taken = await bucket.take(tokens);
            if (taken === null) return;
            const actual = Math.max(0, tokens - unused);
            used += actual;
            await bucket.correct(taken, actual);
          }),
        );
        expect(used).toBeLessThanOrEqual(limit);
        // what was really used is what is counted: the rest fits, one token more does not
        expect(await bucket.take(limit - used + 1)).toBeNull();
        expect(await bucket.take(limit - used)).not.toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  test('at once, exactly as many fit as there is room for', async () => {
    const { bucket } = await open(100);
    const taken = await Promise.all(Array.from({ length: 50 }, () => bucket.take(10)));
    expect(taken.filter(isTaken)).toHaveLength(10);
  });

  test('a window ends after its time, however often it was touched, and a new one is empty', async () => {
    const { bucket, endWindow } = await open(100);
    await take(bucket, 60);
    expect(await bucket.take(50)).toBeNull();
    await endWindow();
    await take(bucket, 100);
    expect(await bucket.take(1)).toBeNull();
  });

  test('a correction counts within its own window only', async () => {
    const { bucket, endWindow } = await open(100);
    const early = await take(bucket, 100);
    await endWindow();
    await take(bucket, 100);
    await bucket.correct(early, 0);
    expect(await bucket.take(1)).toBeNull();
  });

  test('the count never falls below 0, and what was used beyond the estimate counts', async () => {
    const { bucket } = await open(100);
    const taken = await take(bucket, 10);
    await bucket.correct(taken, 0);
    await bucket.correct(taken, 0);
    expect(await bucket.take(101)).toBeNull();
    const more = await take(bucket, 10);
    await bucket.correct(more, 120);
    expect(await bucket.take(1)).toBeNull();
  });
}
