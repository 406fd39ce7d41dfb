import { z } from 'zod';
import { idSchema } from '#shared/ids.ts';
import type { Redis } from '#server/redis/redis.ts';
import type { RunKey } from './run-log.ts';
import type { StopSignals } from './stop-signals.ts';

const channel = 'chat:stop';
const keySchema = z.object({ userId: z.string(), runId: idSchema });

/** Stop signals to all servers, over one channel. This server is told at once, also while Redis is away. */
export async function createRedisStopSignals(redis: Redis): Promise<StopSignals> {
  const listeners = new Set<(key: RunKey) => void>();
  const tell = (key: RunKey) => {
    for (const listener of listeners) listener(key);
  };
  await redis.subscribe(channel, (message) => {
    const key = keySchema.safeParse(parseJson(message));
    if (key.success) tell(key.data);
  });
  return {
    send: async ({ userId, runId }) => {
      tell({ userId, runId });
      await redis.send('PUBLISH', channel, JSON.stringify({ userId, runId })).catch(() => {});
    },
    onStop: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
