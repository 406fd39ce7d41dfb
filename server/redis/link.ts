import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@redis/client';

export type RedisClient = ReturnType<typeof newClient>;

/** One connection that is opened again whenever it is lost. */
export interface Link {
  /** null while there is no connection */
  readonly client: RedisClient | null;
  /** why the last attempt to connect failed */
  readonly failure: unknown;
  close(): void;
}

export interface LinkListener {
  /** Called on a new connection, before it counts as up. */
  prepare: () => Promise<void>;
  onUp: () => void;
  onDown: () => void;
}

const connectMs = 2_000;
const pingEveryMs = 1_000;
const retryMs = { first: 50, most: 1_000 };

/**
 * Keeps a connection to Redis. One that is half open, where nothing is answered any more, is noticed within 3 s by a ping
 * and given up; what waited on it is rejected.
 */
export function keepConnected(url: string, { prepare, onUp, onDown }: LinkListener): Link {
  const closing = new AbortController();
  let client: RedisClient | null = null;
  let failure: unknown = null;
  let opening: RedisClient | null = null;

  const connectOnce = async () => {
    const fresh = newClient(url);
    opening = fresh;
    await connectWithin(fresh, connectMs);
    if (closing.signal.aborted) return fresh.destroy();
    client = fresh;
    const lost = untilLost(fresh);
    try {
      await prepare();
      onUp();
      await lost;
    } finally {
      client = null;
      fresh.destroy();
      onDown();
    }
  };
  const keep = async () => {
    for (let wait = retryMs.first; !closing.signal.aborted; wait = Math.min(wait * 2, retryMs.most)) {
      const since = performance.now();
      try {
        await connectOnce();
      } catch (error) {
        failure = error;
      }
      if (performance.now() - since > connectMs) wait = retryMs.first;
      const jittered = wait * (0.5 + Math.random() / 2);
      await delay(jittered, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    }
  };
  void keep();

  return {
    get client() {
      return client;
    },
    get failure() {
      return failure;
    },
    close: () => {
      closing.abort();
      opening?.destroy();
    },
  };
}

function newClient(url: string) {
  const client = createClient({
    url,
    socket: { reconnectStrategy: false, connectTimeout: connectMs },
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });
  // a connection that fails says so to whoever waits on it; without a listener the process would end
  client.on('error', () => {});
  return client;
}

async function connectWithin(client: RedisClient, ms: number): Promise<void> {
  const tooLong = setTimeout(() => client.destroy(), ms);
  try {
    await client.connect();
  } finally {
    clearTimeout(tooLong);
  }
}

/** Resolves when the connection is closed, or has left a ping without an answer for two to three seconds. */
function untilLost(client: RedisClient): Promise<void> {
  return new Promise((resolve) => {
    let unanswered = 0;
    const end = () => {
      clearInterval(pinging);
      resolve();
    };
    const pinging = setInterval(() => {
      unanswered += 1;
      if (unanswered > 2) return end();
      if (unanswered > 1) return;
      client.sendCommand(['PING']).then(() => (unanswered = 0), end);
    }, pingEveryMs).unref();
    client.on('error', end);
    client.on('end', end);
  });
}
