import { Failure } from '#shared/failure.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { type Patience, waitForTokens } from '#server/quota/wait-for-tokens.ts';
import { throwIfAborted } from './aborted.ts';
import type { Embedder } from './embedder.ts';
import { batchesOf, mostChars, tokensOf } from './embedding-batches.ts';

/** A search or whoever else waits for it now; it gives up soon. */
export const inAHurry: Patience = { waitMs: 2_000, spare: 0 };
/** Work that nobody waits for: it leaves half of the minute to questions. */
export const inBackground: Patience = { waitMs: Infinity, spare: 0.5 };

/** An embedder whose requests take their tokens of the installation's minute first. */
export interface MeteredEmbedder {
  readonly model: string;
  /**
   * @returns one vector per text, of unit length
   * @throws  Failure BUSY where the bucket did not free in time; what Embedder throws
   */
  embed(texts: readonly string[], patience: Patience, signal: AbortSignal): Promise<Float32Array<ArrayBuffer>[]>;
}

/** @param bucket null where requests cost none */
export function meterEmbedder(embedder: Embedder, bucket: TokenBucket | null): MeteredEmbedder {
  // a request fits into a quarter of the bucket
  const chars = Math.min(mostChars, bucket?.limit ?? Infinity);

  const embedOnce = async (texts: string[], patience: Patience, signal: AbortSignal) => {
    const correct = await waitForTokens(bucket, tokensOf(texts), patience, signal);
    if (correct === null) throw new Failure('BUSY', 'No tokens were left in this minute.');
    let used = 0;
    try {
      const { vectors, tokens } = await embedder.embed(texts, signal);
      used = tokens;
      return vectors;
    } finally {
      void correct(used);
    }
  };

  return {
    model: embedder.model,
    embed: async (texts, patience, signal) => {
      throwIfAborted(signal);
      const vectors: Float32Array<ArrayBuffer>[] = [];
      for (const batch of batchesOf(texts, chars)) vectors.push(...(await embedOnce(batch, patience, signal)));
      return vectors;
    },
  };
}
