import type { Foundation } from '#server/api/health.ts';
import type { Config } from '#server/config.ts';
import type { Log } from '#server/observe/log.ts';
import { createMemoryRateLimit } from '#server/quota/memory-rate-limit.ts';
import { createMemoryTokenBucket } from '#server/quota/memory-token-bucket.ts';
import type { RateLimit } from '#server/quota/rate-limit.ts';
import type { RateRule } from '#server/quota/rate-window.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { createMemoryRunLog } from '#server/streams/memory-run-log.ts';
import { createMemoryStopSignals } from '#server/streams/memory-stop-signals.ts';
import { createMemoryUserEvents } from '#server/streams/memory-user-events.ts';
import type { RunLog } from '#server/streams/run-log.ts';
import type { StopSignals } from '#server/streams/stop-signals.ts';
import type { UserEvents } from '#server/streams/user-events.ts';

/** What servers share over Redis; without it, what one server keeps in its memory. */
export interface Shared {
  runLog: RunLog;
  events: UserEvents;
  stops: StopSignals;
  limitRate: (rule: RateRule) => RateLimit;
  bucket: TokenBucket;
  foundations: Foundation[];
  close(): Promise<void>;
}

/** @throws RedisError where REDIS_URL is set and does not answer */
export async function openShared(config: Config, log: Log, clock: () => Date): Promise<Shared> {
  const limitRate = (rule: RateRule) => createMemoryRateLimit(rule, clock);
  const bucket = createMemoryTokenBucket(config.OPENAI_TPM_LIMIT, clock);
  if (config.REDIS_URL === undefined)
    return {
      runLog: createMemoryRunLog(),
      events: createMemoryUserEvents(),
      stops: createMemoryStopSignals(),
      limitRate,
      bucket,
      foundations: [],
      close: async () => {},
    };
  // its library is a quarter of all that a server loads
  const { openOverRedis } = await import('./open-over-redis.ts');
  return openOverRedis(config.REDIS_URL, { config, log, clock, limitRate, bucket });
}
