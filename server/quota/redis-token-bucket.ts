import { newId } from '#shared/ids.ts';
import type { Redis } from '#server/redis/redis.ts';
import { type TakenTokens, type TokenBucket, tokenWindowMs } from './token-bucket.ts';

const keys = ['openai:tpm:counter', 'openai:tpm:window'];

/**
 * The counter's own life is the window: it is set once, when the counter is made. The second key names the window, for
 * corrections; it lives as long as the counter.
 */
const takeScript = {
  text: `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
local tokens, limit, windowMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local fits = used + tokens <= limit
if fits then redis.call('INCRBY', KEYS[1], tokens) end
local left = redis.call('PTTL', KEYS[1])
if left == -1 then
  left = windowMs
  redis.call('PEXPIRE', KEYS[1], left)
  redis.call('DEL', KEYS[2])
end
if not fits then return false end
if redis.call('SET', KEYS[2], ARGV[4], 'PX', math.max(left, 1), 'NX') then return ARGV[4] end
return redis.call('GET', KEYS[2])`,
};

const correctScript = {
  text: `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
if used == 0 then return 0 end
return redis.call('INCRBY', KEYS[1], math.max(tonumber(ARGV[2]), -used))`,
};

/**
 * Counts for all servers that share this Redis.
 *
 * @param local counts while Redis is away
 */
export function createRedisTokenBucket(redis: Redis, limit: number, local: TokenBucket): TokenBucket {
  const takenHere = new WeakSet<TakenTokens>();

  async function takeHere(tokens: number): Promise<TakenTokens | null> {
    const taken = await local.take(tokens);
    if (taken !== null) takenHere.add(taken);
    return taken;
  }

  return {
    limit,
    take: async (tokens) => {
      const args = [tokens, limit, tokenWindowMs, newId()].map(String);
      try {
        const window = await redis.run(takeScript, { keys, args });
        return typeof window === 'string' ? { tokens, window } : null;
      } catch {
        return takeHere(tokens);
      }
    },
    correct: async (taken, used) => {
      if (takenHere.has(taken)) return local.correct(taken, used);
      const args = [taken.window, String(used - taken.tokens)];
      // what cannot be corrected now is forgotten with its window
      await redis.run(correctScript, { keys, args }).catch(() => {});
    },
  };
}
