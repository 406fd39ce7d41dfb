import type { Foundation } from '#server/api/health.ts';
import type { Config } from '#server/config.ts';
import type { Log } from '#server/observe/log.ts';
import { createMemoryRateLimit } from '#server/quota/memory-rate-limit.ts';
import { createMemoryTokenBucket } from '#server/quota/memory-token-bucket.ts';
import type { RateLimit } from '#server/quota/rate-limit.ts';
import type { RateRule } from '#server/quota/rate-window.ts';
import { createRedisRateLimit } from '#server/quota/redis-rate-limit.ts';
import { createRedisTokenBucket } from '#server/quota/redis-token-bucket.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { connectRedis } from '#server/redis/connect.ts';
import { createMemoryRunLog } from '#server/streams/memory-run-log.ts';
import { createMemoryStopSignals } from '#server/streams/memory-stop-signals.ts';
import { createMemoryUserEvents } from '#server/streams/memory-user-events.ts';
import { createRedisRunLog } from '#server/streams/redis-run-log.ts';
import { createRedisStopSignals } from '#server/streams/redis-stop-signals.ts';
import { createRedisUserEvents } from '#server/streams/redis-user-events.ts';
import type { RunLog } from '#server/streams/run-log.ts';
import type { StopSignals } from '#server/streams/stop-signals.ts';
import type { UserEvents } from '#server/streams/user-events.ts';

/** What servers share over Redis; without it, what one server keeps in its memory. */
interface Shared {
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
  const redis = await connectRedis(config.REDIS_URL, log);
  const runLog = createRedisRunLog(redis);
  const events = createRedisUserEvents(redis, log);
  return {
    runLog,
    events,
    stops: await createRedisStopSignals(redis),
    limitRate: (rule) => createRedisRateLimit(redis, rule, clock, limitRate(rule)),
    bucket: createRedisTokenBucket(redis, config.OPENAI_TPM_LIMIT, bucket),
    foundations: [{ name: 'Redis', ping: () => redis.ping() }],
    close: async () => {
      await runLog.close();
      events.close();
      await redis.close();
    },
  };
}
