import { setTimeout as delay } from 'node:timers/promises';

const waitMs = { first: 100, most: 5_000 };

/** What a step that must succeed is given. */
export interface Patience {
  /** how long to try, in all, while the database is there; while it is away there is no end */
  ms: number;
  /** Rejects where the database is away. */
  ping: () => Promise<unknown>;
  failed: (error: unknown) => void;
  sleep?: (ms: number) => Promise<unknown>;
}

/**
 * Repeats a step until it succeeds: for as long as the database is away, but not for ever where it is there and refuses.
 *
 * @returns null where it was given up
 */
export async function untilStored<T>(
  step: () => Promise<T>,
  { ms, ping, failed, sleep = (wait) => delay(wait, undefined, { ref: false }) }: Patience,
): Promise<T | null> {
  let refusedMs = 0;
  for (let wait = waitMs.first; ; wait = Math.min(wait * 2, waitMs.most)) {
    try {
      return await step();
    } catch (error) {
      failed(error);
      const isThere = await ping().then(
        () => true,
        () => false,
      );
      if (isThere) refusedMs += wait;
      if (refusedMs > ms) return null;
      await sleep(wait);
    }
  }
}
