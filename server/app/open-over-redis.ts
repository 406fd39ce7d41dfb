import type { Config } from '#server/config.ts';
import type { Log } from '#server/observe/log.ts';
import { createRedisRateLimit } from '#server/quota/redis-rate-limit.ts';
import { createRedisTokenBucket } from '#server/quota/redis-token-bucket.ts';
import { connectRedis } from '#server/redis/connect.ts';
import { createRedisRunLog } from '#server/streams/redis-run-log.ts';
import { createRedisStopSignals } from '#server/streams/redis-stop-signals.ts';
import { createRedisUserEvents } from '#server/streams/redis-user-events.ts';
import type { Shared } from './open-shared.ts';

/** What goes on without Redis while it is away: each server's own limits. */
interface Own extends Pick<Shared, 'limitRate' | 'bucket'> {
  config: Config;
  log: Log;
  clock: () => Date;
}

/** @throws RedisError where nothing answers at the address */
export async function openOverRedis(url: string, { config, log, clock, limitRate, bucket }: Own): Promise<Shared> {
  const redis = await connectRedis(url, log);
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
