import type { Database } from '#server/database/client.ts';
import { openConfigured } from '#server/database/open.ts';
import { type Client, connect, type Connection, signUp } from './connect.ts';
import { makeTestData } from './database.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { type TestRedis, startRedis } from './redis.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** Somebody with an account, who may use any server. */
export interface ClusterPerson {
  userId: string;
  email: string;
  token: string;
}

/** A server process, which can be killed and started again. */
export interface Node {
  readonly url: string;
  readonly process: ServerProcess;
  /** A connection of its own for somebody; it does not outlive the server. */
  connect(person: ClusterPerson): Client;
  /** kill -9 */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  terminate(): Promise<number | null>;
  /** Starts it again, where it is gone. */
  start(): Promise<void>;
}

export interface Cluster extends AsyncDisposable {
  readonly env: Record<string, string>;
  readonly model: ModelServer;
  readonly redis: TestRedis;
  /** the database, past the servers */
  readonly database: Database;
  /** Another server process. @param entry what is run instead of the server's own entry */
  node(env?: Record<string, string>, entry?: string): Promise<Node>;
  /** Kills every server and removes their heartbeats, as if there had been none. */
  clear(): Promise<void>;
  /** @param server where they sign up */
  person(server: Node): Promise<ClusterPerson>;
}

/** What real server processes share: one database on a MongoDB server, one Redis, one folder of files, one model. */
export async function openCluster(settings: Record<string, string> = {}): Promise<Cluster> {
  const data = await makeTestData();
  if (data.env.DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set');
  const [model, redis] = await Promise.all([startModelServer(), startRedis()]);
  const env = {
    ...data.env,
    REDIS_URL: redis.url,
    OPENAI_BASE_URL: model.baseUrl,
    SHUTDOWN_GRACE_MS: '1000',
    ...settings,
  };
  const database = await openConfigured(env);
  const nodes: Node[] = [];
  return {
    env,
    model,
    redis,
    database,
    node: async (own = {}, entry) => {
      const node = await openNode({ ...env, ...own }, entry);
      nodes.push(node);
      return node;
    },
    clear: async () => {
      await Promise.all(nodes.splice(0).map((node) => node.kill()));
      await database.native.collection('servers').deleteMany({});
    },
    person: (node) => signUp(node.url),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(nodes.map((node) => node.kill()));
      await database.close();
      await redis[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
      await data[Symbol.asyncDispose]();
    },
  };
}

/** A server process by itself. */
export async function openNode(env: Record<string, string>, entry?: string): Promise<Node> {
  let running = await startServerProcess(env, entry);
  const connections: Connection[] = [];
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const code = await running.end(signal);
    for (const connection of connections.splice(0)) connection.close();
    return code;
  };
  return {
    get url() {
      return running.url;
    },
    get process() {
      return running;
    },
    connect: ({ token }) => {
      const connection = connect(running.url, token);
      connections.push(connection);
      return connection.client;
    },
    kill: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
    start: async () => {
      running = await startServerProcess(env);
    },
  };
}
