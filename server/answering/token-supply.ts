import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#shared/failure.ts';
import type { Route } from '#shared/turn.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import type { AnswerEvent } from './answer.ts';
import { tooLarge } from './too-large.ts';

/** The tokens per minute that calls to a model share. */
export interface TokenSupply {
  bucket: TokenBucket;
  /** how long a call waits for its tokens, in milliseconds */
  waitMs: number;
  /** Told of every call that had to wait, once it got its tokens or gave up. */
  waited(ms: number, outcome: 'taken' | 'busy'): void;
}

/** Corrects what was taken to the tokens that the call has used. Never rejects. */
export type Correct = (used: number) => Promise<void>;

/** Between two looks at a full bucket; each wait is between half of it and one and a half. */
const lookAgainMs = 200;

/**
 * Takes the tokens of one call to a model; says that it waits only where it must. Whoever got them corrects them on
 * every path.
 *
 * @param supply undefined where the model's calls take none
 * @param waitMs milliseconds to wait for them; left out: as long as the supply says
 * @throws Failure BUSY (the bucket did not free in time), CONTEXT_TOO_LARGE (more than a whole bucket); an AbortError
 *         as soon as `signal` is aborted
 */
export async function* takeTokens(
  supply: TokenSupply | undefined,
  { route, tokens, signal, waitMs }: { route: Route; tokens: number; signal: AbortSignal; waitMs?: number | undefined },
): AsyncGenerator<AnswerEvent, Correct> {
  if (supply === undefined) return async () => {};
  const { bucket } = supply;
  const longest = waitMs ?? supply.waitMs;
  if (tokens > bucket.limit) throw tooLarge(route, 'bucket');
  const began = performance.now();
  for (let isWaiting = false; ; isWaiting = true) {
    const taken = await bucket.take(tokens);
    const elapsed = performance.now() - began;
    if (taken !== null) {
      if (signal.aborted) await bucket.correct(taken, 0);
      throwIfAborted(signal);
      if (isWaiting) supply.waited(elapsed, 'taken');
      return (used) => bucket.correct(taken, used);
    }
    throwIfAborted(signal);
    if (elapsed >= longest) {
      if (isWaiting) supply.waited(elapsed, 'busy');
      throw new Failure('BUSY', 'Too much is being asked right now. Try again in a minute.');
    }
    if (!isWaiting) yield { type: 'status', stage: 'waiting', route };
    await sleep(Math.min(longest - elapsed, lookAgainMs * (0.5 + Math.random())), undefined, { signal });
  }
}
