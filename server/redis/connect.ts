import { createHash } from 'node:crypto';
import { ErrorReply } from '@redis/client';
import type { Log } from '#server/observe/log.ts';
import { createChannels } from './channels.ts';
import { keepConnected, type Link, type RedisClient } from './link.ts';
import { type Redis, RedisAwayError, RedisError, type Script } from './redis.ts';

const startMs = 5_000;
const pingMs = 1_000;

/**
 * Connects to Redis: one connection for commands, one that hears what is published.
 *
 * @throws RedisError where nothing answers within 5 s
 */
export async function connectRedis(url: string, log: Log): Promise<Redis> {
  const backListeners = new Set<() => void>();
  const started = Promise.withResolvers<void>();
  let state: 'starting' | 'there' | 'away' | 'closed' = 'starting';
  const onUp = () => {
    if (state === 'closed' || commands.client === null || hearing.client === null) return;
    started.resolve();
    const isBack = state === 'away';
    state = 'there';
    if (!isBack) return;
    log.info('Redis is back');
    for (const listener of backListeners) listener();
  };
  const onDown = () => {
    if (state !== 'there') return;
    state = 'away';
    log.warn('Redis is away');
  };
  const commands: Link = keepConnected(url, { prepare: async () => {}, onUp, onDown });
  const channels = createChannels(() => hearing.client);
  const hearing: Link = keepConnected(url, { prepare: () => channels.hearAll(), onUp, onDown });
  const close = () => {
    state = 'closed';
    commands.close();
    hearing.close();
  };

  const send = async <T>(...command: string[]): Promise<T> => {
    const { client } = commands;
    if (client === null) throw new RedisAwayError();
    return answerOf(client.sendCommand<T>(command));
  };
  const tooLong = setTimeout(() => started.reject(commands.failure ?? hearing.failure), startMs);
  await started.promise
    .catch((cause: unknown) => {
      close();
      throw new RedisError(whyNot(url, cause), { cause });
    })
    .finally(() => clearTimeout(tooLong));

  return {
    get isAway() {
      return commands.client === null;
    },
    send,
    run: async (script, { keys, args }) => {
      const rest = [String(keys.length), ...keys, ...args];
      if (isNewTo(commands.client, script)) return send('EVAL', script.text, ...rest);
      try {
        return await send('EVALSHA', hashOf(script), ...rest);
      } catch (error) {
        if (!(error instanceof ErrorReply) || !error.message.startsWith('NOSCRIPT')) throw error;
        return send('EVAL', script.text, ...rest);
      }
    },
    subscribe: (channel, listener) => channels.add(channel, listener),
    onBack: (listener) => {
      backListeners.add(listener);
      return () => void backListeners.delete(listener);
    },
    ping: () => within(pingMs, send('PING')),
    close: async () => close(),
  };
}

const sent = new WeakMap<RedisClient, Set<Script>>();

/** The first call on a connection sends the text: calls stay in their order, where a hash that is not known would break it. */
function isNewTo(client: RedisClient | null, script: Script): boolean {
  if (client === null) return false;
  const known = sent.get(client) ?? new Set();
  sent.set(client, known);
  const isNew = !known.has(script);
  known.add(script);
  return isNew;
}

const hashes = new WeakMap<Script, string>();

function hashOf(script: Script): string {
  const known = hashes.get(script);
  if (known !== undefined) return known;
  const hash = createHash('sha1').update(script.text).digest('hex');
  hashes.set(script, hash);
  return hash;
}

async function answerOf<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof ErrorReply) throw error;
    throw new RedisAwayError({ cause: error });
  }
}

function within(ms: number, reply: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new RedisAwayError()), ms);
    reply.then(() => resolve(), reject).finally(() => clearTimeout(tooLong));
  });
}

/** What stops the start, without user and password. */
function whyNot(url: string, cause: unknown): string {
  const host = url
    .replace(/^rediss?:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?].*$/, '');
  if (cause instanceof ErrorReply) return `REDIS_URL: Redis at ${host} refuses the connection: ${cause.message}`;
  return `REDIS_URL: no Redis answers at ${host}. Start it, or correct the address.`;
}
