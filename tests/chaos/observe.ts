import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { unswept } from '#server/database/deletion-marks.ts';
import type { TurnRow } from '#server/chat/turn-store.ts';
import { type Database, field, present } from '#server/database/client.ts';
import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '#server/api/router.ts';
import type { Observation } from './observation.ts';
import type { Round } from './round.ts';

export interface Sampling extends AsyncDisposable {
  stop(): Promise<TurnRow[][]>;
}

const sampleMs = 500;
const mostSamples = 60;

/** Looks now and then at what is stored while runs go on. */
export function startSampling({ world, people }: Round): Sampling {
  const samples: TurnRow[][] = [];
  const stopped = new AbortController();
  const { database } = world;
  const sample = async () => {
    if (database === null) return;
    while (!stopped.signal.aborted && samples.length < mostSamples) {
      await sleep(sampleMs, undefined, { signal: stopped.signal }).catch(() => undefined);
      samples.push(await turnsOf(database, people));
    }
  };
  const sampling = sample();
  const stop = async () => {
    stopped.abort();
    await sampling;
    return samples;
  };
  return {
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

const turnsOf = async ({ db }: Database, people: Round['people']): Promise<TurnRow[]> =>
  db.turns
    .where(field.in('userId', idsOf(people)))
    .where(unswept)
    .all();

const idsOf = (people: Round['people']): string[] => people.map(({ userId }) => userId);

/** Gathers everything once the world is well again. */
export async function observe(
  round: Round,
  left: number,
  stuck: readonly string[],
  samples: readonly (readonly TurnRow[])[],
): Promise<Observation> {
  const { world, people } = round;
  const shown = await Promise.all(
    people.flatMap(({ userId, token }) => world.nodes.map(({ url }) => show(url, userId, token))),
  );
  const unready = await Promise.all(world.nodes.map(({ url }) => readiness(url)));
  const stored = await world.read(async (database) => ({
    turns: await turnsOf(database, people),
    sessions: await database.db.sessions
      .where(field.in('userId', idsOf(people)))
      .where(present)
      .all(),
    usage: await database.db.usage.where(field.in('userId', idsOf(people))).all(),
  }));
  const tags = [...new Set(round.runs.map(({ tag }) => tag))];
  return {
    ...stored,
    disturbed: round.disturbed,
    left,
    people,
    runs: round.runs.map(({ person, accepted: _, ...run }) => ({ ...run, userId: person.userId })),
    removals: round.removals,
    samples,
    shown,
    watched: round.watchers.map(({ userId, runId, server, seen, state }) => ({ userId, runId, server, seen, state })),
    asked: tags.flatMap((tag) => world.model.asked(tag)).map(({ call, ...rest }) => ({ ...rest, isOpen: !call.ended })),
    redisKeys: world.redis === null ? [] : await keysOf(world.redis.url),
    lines: world.nodes.flatMap((node) => node.takeLines()),
    unready: unready.flatMap((what) => (what === null ? [] : [what])),
    stuck,
  };
}

async function show(url: string, userId: string, token: string): Promise<Observation['shown'][number]> {
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/trpc`, headers: { authorization: `Bearer ${token}` } })],
  });
  const { used, held } = (await client.usage.get.query()).chats;
  return { userId, used, held };
}

async function readiness(url: string): Promise<string | null> {
  const until = Date.now() + 8_000;
  for (;;) {
    const reply = await fetch(`${url}/readyz`);
    const text = await reply.text();
    if (reply.ok) return null;
    if (Date.now() > until) return `${reply.status} ${text}`;
    await sleep(200);
  }
}

async function keysOf(url: string): Promise<Observation['redisKeys']> {
  const client = createClient({ url });
  await client.connect();
  try {
    const keys = await client.keys('*');
    const pairs = await Promise.all(keys.map(async (key) => ({ key, ttlSeconds: await client.ttl(key) })));
    // one that went between the two looks
    return pairs.filter(({ ttlSeconds }) => ttlSeconds !== -2);
  } finally {
    client.destroy();
  }
}
