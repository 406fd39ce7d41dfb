import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { adminFile, type AdminAccess, planRequestSchema } from '#server/accounts/admin-access.ts';
import { makeFolder } from '#server/files/make-folder.ts';
import type { Log } from '#server/observe/log.ts';
import { Failure, notFound } from '#shared/failure.ts';
import type { Plan } from '#shared/usage.ts';
import { readBody } from './body.ts';
import { refuse } from './refuse.ts';
import { replyJson } from './reply.ts';
import { isSameSecret } from './same-secret.ts';
import { logUnexpected } from './trpc-route.ts';

interface AdminDeps {
  dataDir: string;
  /** @throws Failure NOT_FOUND where there is no such account */
  setPlan: (email: string, plan: Plan) => Promise<void>;
  log: Log;
}

/**
 * The door for `npm run admin` while the server runs: a port of its own on loopback, and a token in a file that only the
 * server's owner reads. A proxy before the server does not lead here.
 */
export async function openAdminDoor({ dataDir, setPlan, log }: AdminDeps): Promise<{ close(): Promise<void> }> {
  const token = randomBytes(32).toString('base64url');

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!isSameSecret(req.headers.authorization ?? '', `Bearer ${token}`))
      throw new Failure('UNAUTHORIZED', 'This is not the token of this server.');
    if (req.method !== 'POST' || req.url !== '/api/admin/plan') throw notFound('address');
    const { email, plan } = planRequestSchema.parse(JSON.parse(await readBody(req, 10_000)));
    await setPlan(email, plan);
    replyJson(res, 200, { email, plan });
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      refuse(res, error);
      logUnexpected(log, error, req.url);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const path = adminFile(dataDir);
  await write(path, { port, token });
  return {
    close: async () => {
      await rm(path, { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A file that only its owner reads, whole from the first moment. */
async function write(path: string, access: AdminAccess): Promise<void> {
  await makeFolder(dirname(path));
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  await writeFile(draft, JSON.stringify(access), { mode: 0o600 });
  await rename(draft, path);
}
