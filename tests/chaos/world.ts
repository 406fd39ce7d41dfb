import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#shared/ids.ts';
import type { Database } from '#server/database/client.ts';
import { openConfigured } from '#server/database/open.ts';
import { freePort } from '#tests/harness/free-port.ts';
import { startRedis, type TestRedis } from '#tests/harness/redis.ts';
import { type ChaosModel, openChaosModel } from './chaos-model.ts';
import type { Mode } from './mode.ts';
import { type Node, openNode } from './node.ts';

/** An installation of real processes whose every line can be made to misbehave. Schedules follow one another on it. */
export interface World extends AsyncDisposable {
  readonly mode: Mode;
  readonly nodes: readonly Node[];
  readonly redis: TestRedis | null;
  readonly model: ChaosModel;
  /** the database itself, past every proxy; null where it is embedded and a server owns it */
  readonly database: Database | null;
  /** Disturbs Redis; changes of it come one after the other. */
  changeRedis(change: (redis: TestRedis) => Promise<void>): Promise<void>;
  /** Reads what is stored. An embedded database is read between two lives of its server. */
  read<T>(look: (database: Database) => Promise<T>): Promise<T>;
  /** Makes every line a good one and every process alive. */
  heal(): Promise<void>;
}

/** Answers in a month; schedules that want fewer begin with the others used. */
export const monthly = 900;

export const settings = {
  STREAM_IDLE_TIMEOUT_MS: '4000',
  SHUTDOWN_GRACE_MS: '400',
  FREE_CHATS_PER_MONTH: String(monthly),
  OPENAI_TPM_LIMIT: '1000000000',
  OPENAI_API_KEY: 'chaos',
};

/** @param databaseUrl a MongoDB server; not needed for the embedded mode */
export async function openWorld(mode: Mode, databaseUrl: string | undefined): Promise<World> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-chaos-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const redis = mode === 'cluster' ? opened.use(await startRedis()) : null;
  const model = opened.use(await openChaosModel());
  const url = mode === 'embedded' ? null : databaseOf(databaseUrl);
  const base = { ...settings, DATA_DIR: folder };
  const open = () => openConfigured({ DATA_DIR: folder, ...(url === null ? {} : { DATABASE_URL: url.href }) });
  const database = url === null ? null : await open();
  opened.defer(async () => {
    await database?.native.dropDatabase();
    await database?.close();
  });

  const openOne = async () =>
    openNode({
      port: await freePort(),
      targets: {
        model: model.port,
        ...(url === null ? {} : { database: Number(url.port) }),
        ...(redis === null ? {} : { redis: redis.port }),
      },
      env: (ports) => ({
        ...base,
        OPENAI_BASE_URL: `http://127.0.0.1:${ports.model}/v1`,
        ...(url === null ? {} : { DATABASE_URL: atPort(url, ports.database) }),
        ...(redis === null ? {} : { REDIS_URL: `redis://127.0.0.1:${ports.redis}` }),
      }),
    });
  const nodes = [opened.use(await openOne())];
  if (mode === 'cluster') nodes.push(opened.use(await openOne()));

  let redisChanging: Promise<void> = Promise.resolve();
  const changeRedis = (change: (redis: TestRedis) => Promise<void>): Promise<void> => {
    redisChanging = redisChanging.then(() => (redis === null ? undefined : change(redis)));
    return redisChanging;
  };
  const world = opened.move();
  return {
    mode,
    nodes,
    redis,
    model,
    database,
    read: async (look) => {
      if (database !== null) return look(database);
      await nodes[0]?.down();
      const own = await open();
      try {
        return await look(own);
      } finally {
        await own.close();
        await nodes[0]?.up();
      }
    },
    changeRedis,
    heal: async () => {
      await changeRedis((one) => {
        one.thaw();
        return one.start();
      });
      for (const { links } of nodes) {
        for (const link of Object.values(links)) {
          link.comeBack();
          link.misbehave(null);
        }
      }
      await Promise.all(nodes.map((node) => node.up()));
    },
    [Symbol.asyncDispose]: () => world.disposeAsync(),
  };
}

function databaseOf(server: string | undefined): URL {
  if (server === undefined) throw new Error('DATABASE_URL: chaos over MongoDB needs a server');
  const url = new URL(server);
  if (url.port === '') url.port = '27017';
  url.pathname = `/chaos_${newId()}`;
  return url;
}

function atPort(url: URL, port: number | undefined): string {
  const proxied = new URL(url);
  proxied.port = String(port);
  // one database server behind one address: the driver must not look for others
  proxied.searchParams.set('directConnection', 'true');
  return proxied.href;
}
