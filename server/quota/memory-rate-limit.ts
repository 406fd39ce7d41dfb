import type { RateLimit } from './rate-limit.ts';
import { minuteOf, type RateRule, tooMany } from './rate-window.ts';

/** Counts within this process. Holds one number per key that was counted in this minute. */
export function createMemoryRateLimit(rule: RateRule, clock: () => Date): RateLimit {
  const counts = new Map<string, number>();
  let minute = 0;
  return {
    count: async (key) => {
      const now = clock();
      if (minuteOf(now) !== minute) counts.clear();
      minute = minuteOf(now);
      const count = (counts.get(key) ?? 0) + 1;
      if (count > rule.perMinute) throw tooMany(rule, now);
      counts.set(key, count);
    },
  };
}
