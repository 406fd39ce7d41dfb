import { Failure } from '#shared/failure.ts';

const windowMs = 60_000;

/** Counts calls per key within one process. */
export interface RateLimit {
  /** @throws Failure TOO_MANY_REQUESTS, with the time from which calls are taken again */
  count(key: string): void;
}

/**
 * At most `limit` calls per key in each minute of the clock. Holds one number per key that called in this minute.
 *
 * @param now milliseconds since 1970
 */
export function createRateLimit(limit: number, now: () => number = Date.now): RateLimit {
  const counts = new Map<string, number>();
  let minute = 0;
  return {
    count: (key) => {
      const current = Math.floor(now() / windowMs);
      if (current !== minute) counts.clear();
      minute = current;
      const count = (counts.get(key) ?? 0) + 1;
      if (count > limit) {
        const resetsAt = new Date((minute + 1) * windowMs);
        const seconds = Math.max(1, Math.ceil((resetsAt.getTime() - now()) / 1000));
        throw new Failure(
          'TOO_MANY_REQUESTS',
          `Those were more than ${limit} calls in a minute. Try again in ${seconds} s.`,
          {
            resetsAt: resetsAt.toISOString(),
          },
        );
      }
      counts.set(key, count);
    },
  };
}
