import { Failure } from '#shared/failure.ts';
import type { Route } from '#shared/turn.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { waitForTokens } from '#server/quota/wait-for-tokens.ts';
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
  if (tokens > bucket.limit) throw tooLarge(route, 'bucket');
  const atOnce = await waitForTokens(bucket, tokens, { waitMs: 0, spare: 0 }, signal);
  if (atOnce !== null) return atOnce;
  const longest = waitMs ?? supply.waitMs;
  const began = performance.now();
  if (longest > 0) yield { type: 'status', stage: 'waiting', route };
  const taken = await waitForTokens(bucket, tokens, { waitMs: longest, spare: 0 }, signal);
  supply.waited(performance.now() - began, taken === null ? 'busy' : 'taken');
  if (taken === null) throw new Failure('BUSY', 'Too much is being asked right now. Try again in a minute.');
  return taken;
}
