import { createTRPCClient, httpLink } from '@trpc/client';
import { type App, type AppOptions, createApp } from '#server/app.ts';
import type { AppRouter } from '#server/api/router.ts';
import { type Config, readConfig } from '#server/config.ts';
import { setPlan } from '#server/accounts/plans.ts';
import type { Plan } from '#shared/usage.ts';
import { cheapPasswords } from './cheap-passwords.ts';
import { type Client, connect, type Connection, signUp } from './connect.ts';
import { makeTestData } from './database.ts';
import { type ModelServer, smallModel, startModelServer } from './model-server.ts';

/** Somebody with an account and a connection of their own. */
export interface Person {
  userId: string;
  email: string;
  token: string;
  client: Client;
  /** Drops the connection, as a bad line does; it comes back by itself. */
  dropConnection(): void;
}

export interface TestApp extends AsyncDisposable {
  app: App;
  url: string;
  model: ModelServer;
  dataDir: string;
  config: Config;
  /** Signs somebody new up and connects them over WebSocket. */
  person(): Promise<Person>;
  /** Another connection of the same person: a second tab. */
  connect(token: string): Client;
  /** A client that calls over HTTP. */
  overHttp(token: string | null): Client;
  setPlan(email: string, plan: Plan): Promise<void>;
  /** Sets the app's clock; it goes on from there. */
  setClock(now: Date): void;
  /** Lets time pass on the app's clock. */
  pass(ms: number): void;
  /** Lets more than a minute pass on the app's clock, so that no limit per minute ends a test. */
  passMinute(): void;
  /** Closes the app as SIGTERM does, and opens it anew on the same data, with other settings where some are given. */
  restart(changed?: Record<string, string>): Promise<void>;
}

/**
 * The real app on port 0 over a database of its own, answering by a local model server.
 *
 * @param env     settings beyond the defaults; `{ OPENAI_BASE_URL: '' }` makes it answer by the offline model
 * @param options `summariesWait: false` makes summaries in the background, too; `passwords: undefined` hashes as users' are
 */
export async function startTestApp(
  env: Record<string, string> = {},
  options: Omit<AppOptions, 'clock'> = {},
): Promise<TestApp> {
  const model = await startModelServer();
  const data = await makeTestData();
  let ahead = 0;
  const settings = {
    PORT: '0',
    LOG_LEVEL: 'silent',
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'test',
    OPENAI_ROUTER_MODEL: smallModel,
    SHUTDOWN_GRACE_MS: '500',
    ...data.env,
  };
  let config = readConfig({ ...settings, ...env });
  const forTests = { summariesWait: true, passwords: cheapPasswords, ...options };
  const open = () => createApp(config, { ...forTests, clock: () => new Date(Date.now() + ahead) });
  let app = await open();
  let { url } = await app.listen();
  const connections: Connection[] = [];
  const join = (token: string): Connection => {
    const connection = connect(url, token);
    connections.push(connection);
    return connection;
  };

  return {
    get app() {
      return app;
    },
    get url() {
      return url;
    },
    model,
    dataDir: data.env.DATA_DIR,
    get config() {
      return config;
    },
    person: async () => {
      const account = await signUp(url);
      const connection = join(account.token);
      return { ...account, client: connection.client, dropConnection: () => connection.drop() };
    },
    connect: (token) => join(token).client,
    overHttp: (token) =>
      createTRPCClient<AppRouter>({
        links: [httpLink({ url: `${url}/trpc`, headers: token === null ? {} : { authorization: `Bearer ${token}` } })],
      }),
    setPlan: async (email, plan) => {
      await setPlan(app.database, email, plan);
    },
    setClock: (now) => {
      ahead = now.getTime() - Date.now();
    },
    pass: (ms) => {
      ahead += ms;
    },
    passMinute: () => {
      ahead += 61_000;
    },
    restart: async (changed = {}) => {
      for (const connection of connections.splice(0)) connection.close();
      await app.close();
      config = readConfig({ ...settings, ...env, ...changed });
      app = await open();
      ({ url } = await app.listen());
    },
    [Symbol.asyncDispose]: async () => {
      for (const connection of connections) connection.close();
      await app.close();
      await model[Symbol.asyncDispose]();
      await data[Symbol.asyncDispose]();
    },
  };
}
