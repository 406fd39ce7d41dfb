import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { type Auth, createAuth } from '#server/accounts/auth.ts';
import { createOrigins, type Origins } from '#server/accounts/origins.ts';
import { createHttp } from '#server/api/http.ts';
import { replyJson } from '#server/api/reply.ts';
import { procedure, router } from '#server/api/trpc.ts';
import { createWs, type Sockets } from '#server/api/ws.ts';
import { readConfig } from '#server/config.ts';
import { openLog } from '#server/observe/log.ts';
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
  watch: procedure.subscription(async function* (opts) {
    yield tracked('1', opts.ctx.userId);
    await new Promise<void>((resolve) => opts.signal?.addEventListener('abort', () => resolve()));
  }),
});

export interface Door extends AsyncDisposable {
  url: string;
  auth: Auth;
  origins: Origins;
  server: Server;
  sockets: Sockets;
  store: TestDatabase;
  webRoot: string;
  /** Signs somebody up, with `right password`. */
  signUp(): Promise<{ userId: string; email: string; cookie: string; token: string }>;
}

export async function openDoor(env: Record<string, string> = {}): Promise<Door> {
  const store = await openTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'footnote-web-'));
  const webRoot = join(folder, 'web');
  await mkdir(webRoot);
  const config = readConfig({ PORT: '0', ...env });
  const origins = createOrigins(config);
  const log = openLog('silent');
  const auth = await createAuth({ database: store.database, config, origins, log, secret: 's'.repeat(32) });
  const calls = createMemoryRateLimit({ what: 'calls', perMinute: limits.callsPerMinute }, () => new Date());
  const deps = { router: doorRouter, contextFor: (user: object | null) => ({ user, calls }), origins, log, config };
  const server = createHttp({
    ...deps,
    auth,
    webRoot,
    ready: () => store.database.ping(),
    metrics: async (_req, res) => replyJson(res, 200, {}),
    upload: async (userId, _req, res) => replyJson(res, 201, { userId }),
    file: async (userId, documentId, _req, res) => replyJson(res, 200, { userId, documentId }),
  });
  const sockets = createWs({ ...deps, server, identify: auth.identify });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  let people = 0;
  return {
    url,
    auth,
    origins,
    server,
    sockets,
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
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
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
