import { afterAll, beforeAll } from 'vitest';
import { openLog } from '#server/observe/log.ts';
import { connectRedis } from '#server/redis/connect.ts';
import type { Redis } from '#server/redis/redis.ts';
import { startRedis, type TestRedis } from './redis.ts';

export interface ConnectedRedis extends AsyncDisposable {
  server: TestRedis;
  redis: Redis;
}

/** A Redis server of one's own with a connection to it. */
export async function connectedRedis(): Promise<ConnectedRedis> {
  const server = await startRedis();
  const redis = await connectRedis(server.url, openLog('silent'));
  return {
    server,
    redis,
    [Symbol.asyncDispose]: async () => {
      await redis.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** One for all tests of a file: there before the first, gone after the last. */
export function redisOfFile(): () => Redis {
  let own: ConnectedRedis;
  beforeAll(async () => {
    own = await connectedRedis();
  });
  afterAll(() => own[Symbol.asyncDispose]());
  return () => own.redis;
}
