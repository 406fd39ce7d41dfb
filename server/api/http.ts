import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Auth } from '#server/accounts/auth.ts';
import type { Config } from '#server/config.ts';
import { Failure, notFound } from '#shared/failure.ts';
import { idSchema } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import { clientAddress } from './address.ts';
import { handleAuth } from './auth-route.ts';
import { answerCors } from './cors.ts';
import { setSecurityHeaders } from './headers.ts';
import { replyAlive, replyReady } from './health.ts';
import { refuse } from './refuse.ts';
import { requireUser } from './request-user.ts';
import { serveStatic } from './static.ts';
import { handleTrpc, logUnexpected, type TrpcDeps } from './trpc-route.ts';

export interface HttpDeps extends Omit<TrpcDeps, 'identify'> {
  auth: Auth;
  config: Pick<Config, 'TRUST_PROXY'>;
  /** Rejects where the database is away or the server is about to stop. */
  ready: () => Promise<void>;
  /** `GET /metrics`; decides itself who may read them */
  metrics: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** `POST /api/documents?classId=`; reads the request itself */
  upload: (userId: string, req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** `GET /api/documents/:id/file` */
  file: (userId: string, documentId: string, req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** the folder of the built web app */
  webRoot: string;
}

/** The largest file over the slowest line; after an hour what is left of an upload is cleared away. */
const requestMs = 3_600_000;

/** The HTTP side of the door. It does not listen yet; when it does, `origins` learns the port. */
export function createHttp(deps: HttpDeps): Server {
  const { origins, log } = deps;
  const server = createServer(
    { headersTimeout: limits.handshakeMs, requestTimeout: requestMs, connectionsCheckingInterval: 2_000 },
    (req, res) => {
      setSecurityHeaders(res, origins.main.startsWith('https:'));
      route(deps, req, res).catch((error: unknown) => {
        refuse(res, error);
        // what is searched for stands behind the question mark
        logUnexpected(log, error, req.url?.split('?')[0]);
      });
    },
  );
  server.on('listening', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') origins.listensOn(address.port);
  });
  // headers that are too long, hold NUL or are no HTTP at all never become a request
  server.on('clientError', (_error, socket) => {
    // every further piece is another error
    if (socket.writableEnded || !socket.writable) return;
    socket.end(badRequest);
    // what still comes is read and dropped for a second: a connection that is cut at once loses the answer
    setTimeout(() => socket.destroy(), 1_000).unref();
  });
  return server;
}

const badBody = JSON.stringify({ error: new Failure('BAD_REQUEST', 'The request is not well formed.').app });
const badRequest = `HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(badBody)}\r\n\r\n${badBody}`;

async function route(deps: HttpDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { auth, config, origins } = deps;
  const { pathname, search } = parseUrl(req.url ?? '/');
  const path = decode(pathname);
  const method = req.method ?? 'GET';
  if (path === '/healthz') return replyAlive(res);
  if (path === '/readyz') return replyReady(res, deps.ready);
  if (path === '/metrics') return deps.metrics(req, res);
  if (path.startsWith('/trpc') || path.startsWith('/api/')) {
    if (answerCors(req, res, origins)) return;
    res.setHeader('cache-control', 'no-store');
  }
  if (path.startsWith('/trpc/'))
    return handleTrpc({ ...deps, identify: auth.identify }, path.slice('/trpc/'.length), req, res);
  if (path.startsWith('/api/auth/')) {
    const below = pathname.slice('/api/auth'.length) + search;
    return handleAuth(auth, origins, clientAddress(req, config.TRUST_PROXY), below, req, res);
  }
  if (path === '/api/documents' && method === 'POST') {
    const { userId } = await requireUser(req, origins, auth.identify);
    return deps.upload(userId, req, res);
  }
  const documentId = /^\/api\/documents\/([^/]*)\/file$/.exec(path)?.[1];
  if (documentId !== undefined && isReading(method)) {
    const { userId } = await requireUser(req, origins, auth.identify);
    if (!idSchema.safeParse(documentId).success)
      throw new Failure('BAD_REQUEST', 'A document’s id is 24 lower-case hex digits.');
    return deps.file(userId, documentId, req, res);
  }
  if (path.startsWith('/api/') || path.startsWith('/trpc')) throw notFound('address');
  if (!isReading(method)) throw new Failure('BAD_REQUEST', 'Nothing is taken here.');
  return serveStatic(deps.webRoot, path, req, res);
}

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

function parseUrl(url: string): URL {
  const malformed = new Failure('BAD_REQUEST', 'The address is not well formed.');
  if (!url.startsWith('/') || url.startsWith('//') || !URL.canParse(url, 'http://localhost')) throw malformed;
  return new URL(url, 'http://localhost');
}

/** @throws Failure BAD_REQUEST for what is no UTF-8, and for control characters */
function decode(pathname: string): string {
  const malformed = new Failure('BAD_REQUEST', 'The address is not well formed.');
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    throw malformed;
  }
  if (/\p{Cc}/u.test(decoded)) throw malformed;
  return decoded;
}
