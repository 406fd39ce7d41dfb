import { createServer, type Server } from 'node:http';
import { handleFile } from '#server/api/files.ts';
import { refuse } from '#server/api/refuse.ts';
import { createTally } from '#server/api/tally.ts';
import { handleUpload } from '#server/api/uploads.ts';
import { openLog } from '#server/observe/log.ts';
import { limits } from '#shared/limits.ts';
import type { StoreKind } from './file-stores.ts';
import { openTestLibrary, type TestLibrary } from './library.ts';

export interface LibraryServer extends AsyncDisposable {
  at: TestLibrary;
  url: string;
  /** per request: what its handler threw, null for nothing */
  handled: Promise<unknown>[];
}

/** The upload and file routes over a library of their own, for a user who is signed in already. */
export async function serveTestLibrary(
  userId: string,
  settings: Parameters<typeof openTestLibrary>[0] = {},
  kind: StoreKind = 'disk',
  stallMs = 60_000,
): Promise<LibraryServer> {
  const at = await openTestLibrary(settings, kind);
  const underWay = createTally(limits.uploadsAtOnce);
  const requests: Promise<unknown>[] = [];
  const server: Server = createServer((req, res) => {
    const documentId = /^\/api\/documents\/([^/]*)\/file$/.exec(req.url ?? '')?.[1];
    const handled =
      documentId === undefined
        ? handleUpload({ ...at, log: openLog('silent'), underWay, stallMs }, userId, req, res)
        : handleFile(at, userId, documentId, req, res);
    requests.push(
      handled.then(
        () => null,
        (error: unknown) => {
          refuse(res, error);
          return error;
        },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    at,
    url: `http://127.0.0.1:${port}`,
    handled: requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await at[Symbol.asyncDispose]();
    },
  };
}
