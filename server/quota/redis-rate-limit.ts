import type { Redis } from '#server/redis/redis.ts';
import type { RateLimit } from './rate-limit.ts';
import { minuteOf, type RateRule, rateWindowMs, tooMany } from './rate-window.ts';

const countOne = {
  text: `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`,
};

/**
 * Counts for all servers that share this Redis.
 *
 * @param local counts while Redis is away
 */
export function createRedisRateLimit(redis: Redis, rule: RateRule, clock: () => Date, local: RateLimit): RateLimit {
  async function countShared(key: string, now: Date): Promise<number | null> {
    const name = `limit:${rule.what}:${key}:${minuteOf(now)}`;
    try {
      return Number(await redis.run(countOne, { keys: [name], args: [String(rateWindowMs)] }));
    } catch {
      return null;
    }
  }

  return {
    count: async (key) => {
      const now = clock();
      const count = await countShared(key, now);
      if (count === null) await local.count(key);
      else if (count > rule.perMinute) throw tooMany(rule, now);
    },
  };
}
