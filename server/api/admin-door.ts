import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { type AdminReply, type AdminRequest, adminRequestSchema } from '#server/admin/request.ts';
import { type AdminAccess, adminFile, adminPath, databaseKey, type Place } from '#server/admin/running-server.ts';
import { makeFolder } from '#server/files/make-folder.ts';
import type { Log } from '#server/observe/log.ts';
import { Failure, notFound } from '#shared/failure.ts';
import { readBody } from './body.ts';
import { refuse } from './refuse.ts';
import { replyJson } from './reply.ts';
import { isSameSecret } from './same-secret.ts';
import { logUnexpected } from './trpc-route.ts';

interface AdminDeps {
  config: Place;
  /** @throws Failure NOT_FOUND where there is no such account */
  administer: (request: AdminRequest) => Promise<AdminReply>;
  log: Log;
}

/**
 * The door for `npm run admin` while the server runs: a port of its own on loopback, and a token in a file that only the
 * server's owner reads. A proxy before the server does not lead here.
 */
export async function openAdminDoor({ config, administer, log }: AdminDeps): Promise<{ close(): Promise<void> }> {
  const token = randomBytes(32).toString('base64url');

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!isSameSecret(req.headers.authorization ?? '', `Bearer ${token}`))
      throw new Failure('UNAUTHORIZED', 'This is not the token of this server.');
    if (req.method !== 'POST' || req.url !== adminPath) throw notFound('address');
    const request = adminRequestSchema.parse(JSON.parse(await readBody(req, 10_000)));
    replyJson(res, 200, await administer(request));
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
  const path = adminFile(config);
  await write(path, { port, token, database: databaseKey(config) });
  return {
    close: async () => {
      // where servers share DATA_DIR, it may be another's by now
      if ((await readFile(path, 'utf8').catch(() => '')).includes(token)) await rm(path, { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A file that only its owner reads, whole from the first moment. */
async function write(path: string, access: AdminAccess): Promise<void> {
  await makeFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, JSON.stringify(access), { mode: 0o600 });
  await rename(draft, path);
}
