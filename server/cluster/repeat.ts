import { setTimeout as delay } from 'node:timers/promises';

/** Something that is done again and again, one time after the other. */
export interface Repeated {
  /** Resolves when it is done for the last time. */
  stop(): Promise<void>;
}

/**
 * Does a step now and then every `ms` milliseconds, counted from when it began or, if it takes longer, from its end.
 *
 * @param failed  told of the first of several failures in a row; a step that fails is tried at the next turn
 * @param firstMs how long until the first time
 */
export function repeat(ms: number, step: () => Promise<void>, failed: (error: unknown) => void, firstMs = 0): Repeated {
  const stopping = new AbortController();
  let hasFailed = false;
  const wait = (left: number) => delay(left, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  const run = async () => {
    if (firstMs > 0) await wait(firstMs);
    while (!stopping.signal.aborted) {
      const began = performance.now();
      try {
        await step();
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) failed(error);
        hasFailed = true;
      }
      await wait(Math.max(0, ms - (performance.now() - began)));
    }
  };
  const done = run();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}
