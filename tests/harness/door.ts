import { getEventListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Auth, createAuth } from '#server/accounts/auth.ts';
import { createOrigins, type Origins } from '#server/accounts/origins.ts';
import { closeDoor } from '#server/api/close-door.ts';
import { flow } from '#server/api/flow.ts';
import { createHttp } from '#server/api/http.ts';
import { replyJson } from '#server/api/reply.ts';
import { procedure, router } from '#server/api/trpc.ts';
import type { Line, LineLimits } from '#server/api/line.ts';
import { createWs, type Sockets } from '#server/api/ws.ts';
import { readConfig } from '#server/config.ts';
import { type Log, openLog } from '#server/observe/log.ts';
import { createMemoryRateLimit } from '#server/quota/memory-rate-limit.ts';
import { idSchema } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** A few procedures behind the real door: what can be seen of it without the rest of the house. */
export const doorRouter = router({
  whoAmI: procedure.query(({ ctx }) => ctx.userId),
  echo: procedure
    .input(z.object({ id: idSchema.optional(), text: z.string().optional() }))
    .mutation(({ input }) => input),
  watch: procedure.subscription(({ ctx, signal }) => flow(ctx.line, signal, (leaving) => once(ctx.userId, leaving))),
  /** how many subscriptions of this socket wait for its session to end */
  waiting: procedure.query(({ ctx }) => getEventListeners(ctx.line.revoked, 'abort').length),
  /** a text of that many characters */
  large: procedure.input(z.number()).query(({ input }) => 'x'.repeat(input)),
  /** that many events of that many characters each, as fast as they are taken */
  flood: procedure
    .input(z.object({ events: z.number(), chars: z.number(), lastEventId: z.string().optional() }))
    .subscription(({ ctx, input, signal }) => flow(ctx.line, signal, () => flood(input))),
});

async function* once(event: string, signal: AbortSignal) {
  yield { id: '1', event };
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

async function* flood({
  events,
  chars,
  lastEventId,
}: {
  events: number;
  chars: number;
  lastEventId?: string | undefined;
}) {
  for (let n = Number(lastEventId ?? 0) + 1; n <= events; n++)
    yield { id: String(n), event: String(n).padEnd(chars, '.') };
}

export interface DoorOptions {
  lineLimits?: Partial<LineLimits>;
  keepAliveMs?: number;
  log?: Log;
}

export interface Door extends AsyncDisposable {
  url: string;
  auth: Auth;
  origins: Origins;
  server: Server;
  sockets: Sockets;
  /** connections that were cut because the other side did not read */
  readonly dropped: number;
  store: TestDatabase;
  webRoot: string;
  /** Signs somebody up, with `right password`. */
  signUp(): Promise<{ userId: string; email: string; cookie: string; token: string }>;
}

export async function openDoor(env: Record<string, string> = {}, options: DoorOptions = {}): Promise<Door> {
  const store = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-web-'));
  const webRoot = join(folder, 'web');
  await mkdir(webRoot);
  const config = readConfig({ PORT: '0', ...env });
  const origins = createOrigins(config);
  const log = options.log ?? openLog('silent');
  const auth = await createAuth({
    database: store.database,
    config,
    origins,
    log,
    secret: 's'.repeat(32),
    removeUser: async () => {},
  });
  const calls = createMemoryRateLimit({ what: 'calls', perMinute: limits.callsPerMinute }, () => new Date());
  const deps = {
    router: doorRouter,
    contextFor: (user: object | null, line: Line) => ({ user, calls, line }),
    origins,
    log,
    config,
  };
  const server = createHttp({
    ...deps,
    auth,
    webRoot,
    ready: () => store.database.ping(),
    metrics: async (_req, res) => replyJson(res, 200, {}),
    upload: async (userId, _req, res) => replyJson(res, 201, { userId }),
    file: async (userId, documentId, _req, res) => replyJson(res, 200, { userId, documentId }),
  });
  let dropped = 0;
  const sockets = createWs({ ...deps, ...options, server, auth, onDropped: () => (dropped += 1) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  let people = 0;
  return {
    url,
    auth,
    origins,
    server,
    sockets,
    get dropped() {
      return dropped;
    },
    store,
    webRoot,
    signUp: async () => {
      const email = `person${(people += 1)}@example.org`;
      const response = await fetch(`${url}/api/auth/sign-up/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ name: 'A Student', email, password: 'right password' }),
      });
      const { token, user } = z
        .object({ token: z.string(), user: z.object({ id: z.string() }) })
        .parse(await response.json());
      const cookie = response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      return { userId: user.id, email, cookie, token };
    },
    [Symbol.asyncDispose]: async () => {
      await closeDoor(server, sockets);
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}
