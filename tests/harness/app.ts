import { createTRPCClient, createWSClient, httpLink, wsLink } from '@trpc/client';
import { type App, createApp } from '#server/app.ts';
import type { AppRouter } from '#server/api/router.ts';
import { readConfig } from '#server/config.ts';
import { setPlan } from '#server/accounts/plans.ts';
import { newId } from '#shared/ids.ts';
import type { Plan } from '#shared/usage.ts';
import { dropTestData, makeTestData } from './database.ts';
import { type ModelServer, startModelServer } from './model-server.ts';

export type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

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
  /** Signs somebody new up and connects them over WebSocket. */
  person(): Promise<Person>;
  /** Another connection of the same person: a second tab. */
  connect(token: string): Client;
  /** A client that calls over HTTP. */
  overHttp(token: string | null): Client;
  setPlan(email: string, plan: Plan): Promise<void>;
  /** Sets the app's clock; it goes on from there. */
  setClock(now: Date): void;
  /** Lets more than a minute pass on the app's clock, so that no limit per minute ends a test. */
  passMinute(): void;
  /** Closes the app as SIGTERM does, and opens it anew on the same data. */
  restart(): Promise<void>;
}

/**
 * The real app on port 0 over a database of its own, answering by a local model server.
 *
 * @param env settings beyond the defaults; `{ OPENAI_BASE_URL: '' }` makes it answer by the offline model
 */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const model = await startModelServer();
  const data = await makeTestData();
  let ahead = 0;
  const settings = { PORT: '0', LOG_LEVEL: 'silent', OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'test', SHUTDOWN_GRACE_MS: '500', ...data.env };
  const config = readConfig({ ...settings, ...env });
  const open = () => createApp(config, () => new Date(Date.now() + ahead));
  let app = await open();
  let { url } = await app.listen();
  const hangUps: (() => void)[] = [];

  const connectSocket = (token: string) => {
    const sockets = new Set<WebSocket>();
    class TrackedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        sockets.add(this);
        this.addEventListener('close', () => sockets.delete(this));
      }
    }
    const socket = createWSClient({
      url: `${url.replace('http', 'ws')}/trpc`,
      connectionParams: { token },
      WebSocket: TrackedSocket,
      retryDelayMs: () => 5,
    });
    hangUps.push(() => void socket.close());
    const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
    const drop = () => {
      for (const open of sockets) open.close();
    };
    return { client, drop };
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
    person: async () => {
      const email = `${newId()}@example.org`;
      const { token, userId } = await signUp(url, email);
      const { client, drop } = connectSocket(token);
      return { userId, email, token, client, dropConnection: drop };
    },
    connect: (token) => connectSocket(token).client,
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
    passMinute: () => {
      ahead += 61_000;
    },
    restart: async () => {
      for (const hangUp of hangUps.splice(0)) hangUp();
      await app.close();
      app = await open();
      ({ url } = await app.listen());
    },
    [Symbol.asyncDispose]: async () => {
      for (const hangUp of hangUps) hangUp();
      await dropTestData(app.database, data.env);
      await app.close();
      await model[Symbol.asyncDispose]();
      await data.remove();
    },
  };
}

async function signUp(url: string, email: string): Promise<{ token: string; userId: string }> {
  const reply = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Test', email, password: 'correct horse battery' }),
  });
  const body: unknown = await reply.json();
  if (!reply.ok) throw new Error(`sign-up failed: ${reply.status} ${JSON.stringify(body)}`);
  return signedUp(body);
}

function signedUp(body: unknown): { token: string; userId: string } {
  if (typeof body === 'object' && body !== null && 'token' in body && 'user' in body) {
    const { token, user } = body;
    if (typeof token === 'string' && typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string')
      return { token, userId: user.id };
  }
  throw new Error(`not what sign-up answers: ${JSON.stringify(body)}`);
}
