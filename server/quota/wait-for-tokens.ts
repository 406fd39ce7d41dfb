import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { TokenBucket } from './token-bucket.ts';

export interface Patience {
  /** milliseconds to wait for the bucket; Infinity: as long as it takes */
  waitMs: number;
  /** share of the bucket, 0..1, that must be left for others */
  spare: number;
}

/** Between two looks at a full bucket, as often as it is looked at in a hurry; each wait is from a half to one and a half. */
const lookAgainMs = 200;
const patientMs = 1_500;

/**
 * Takes tokens of the minute for a call to a model, as politely as `patience` says.
 *
 * @param bucket null where calls cost none
 * @returns      corrects what was taken to what the call has used; null where the tokens did not come in time
 * @throws       an AbortError as soon as `signal` is aborted
 */
export async function waitForTokens(
  bucket: TokenBucket | null,
  tokens: number,
  { waitMs, spare }: Patience,
  signal: AbortSignal,
): Promise<((used: number) => Promise<void>) | null> {
  if (bucket === null) return async () => {};
  const left = Math.max(0, Math.min(Math.floor(spare * bucket.limit), bucket.limit - tokens));
  const began = performance.now();
  for (;;) {
    const taken = await bucket.take(tokens + left);
    if (taken !== null) {
      if (left > 0 || signal.aborted) await bucket.correct(taken, signal.aborted ? 0 : tokens);
      throwIfAborted(signal);
      // a second correction counts from the first
      return (used) => bucket.correct(taken, taken.tokens + used - tokens);
    }
    throwIfAborted(signal);
    const rest = waitMs - (performance.now() - began);
    if (rest <= 0) return null;
    const pause = (waitMs === Infinity ? patientMs : lookAgainMs) * (0.5 + Math.random());
    await sleep(Math.min(rest, pause), undefined, { signal }).catch(() => undefined);
  }
}
