import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnyTRPCRouter, TRPCError } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { Identify } from '#server/accounts/guard.ts';
import type { Origins } from '#server/accounts/origins.ts';
import type { User } from '#server/accounts/user.ts';
import type { Log } from '#server/observe/log.ts';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { readBody } from './body.ts';
import { isDatabaseAway, toAppError, toTrpcError } from './errors.ts';
import { type Line, singleCall } from './line.ts';
import { replyEarly } from './reply.ts';
import { credentialsOf } from './request-user.ts';
import { trpcErrorShape } from './wire-error.ts';

export interface TrpcDeps {
  router: AnyTRPCRouter;
  /** what the router's procedures get to see */
  contextFor: (user: User | null, line: Line) => object;
  identify: Identify;
  origins: Origins;
  log: Log;
}

/**
 * Answers queries and mutations; everything that lasts goes over the WebSocket.
 *
 * @param path of the procedure, decoded: `sessions.list`, several with commas between them
 */
export async function handleTrpc(
  deps: TrpcDeps,
  path: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { router, contextFor, identify, origins, log } = deps;
  try {
    if (!['GET', 'HEAD', 'POST'].includes(req.method ?? ''))
      throw new Failure('BAD_REQUEST', 'Queries are asked with GET, mutations with POST.');
    const credentials = credentialsOf(req, origins);
    if (path.split(',').length > limits.batchCalls) throw tooManyCalls();
    const body = req.method === 'POST' ? await readJson(req) : undefined;
    const user = await identify(credentials);
    await nodeHTTPRequestHandler({
      req: body === undefined ? req : Object.assign(req, { body }),
      res,
      path,
      router,
      maxBatchSize: limits.batchCalls,
      createContext: ({ info }) => {
        if (info.type !== 'subscription' && info.accept === null) return contextFor(user, singleCall);
        res.statusCode = 405;
        throw toTrpcError(new Failure('BAD_REQUEST', 'Subscriptions are served over the WebSocket.'));
      },
      onError: ({ error, path: procedure }) => logUnexpected(log, error, procedure),
    });
  } catch (error) {
    replyTrpcError(router, res, error);
    logUnexpected(log, error, path);
  }
}

const tooManyCalls = (): Failure => new Failure('BAD_REQUEST', `At most ${limits.batchCalls} calls go into one batch.`);

async function readJson(req: IncomingMessage): Promise<string> {
  const type = req.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Failure('BAD_REQUEST', 'Calls are taken as application/json only.');
  const body = (await readBody(req, limits.frameBytes)) || '{}';
  try {
    JSON.parse(body);
    return body;
  } catch (cause) {
    throw new Failure('BAD_REQUEST', 'The request is not well formed.', { cause });
  }
}

/** The cause of what a client sees only as INTERNAL, or as a database that does not answer. */
export function logUnexpected(log: Log, error: unknown, path: string | undefined): void {
  if (toAppError(error).code !== 'INTERNAL' && !isDatabaseAway(error)) return;
  log.error({ err: error instanceof TRPCError ? (error.cause ?? error) : error, path }, 'a call failed');
}

function replyTrpcError(router: AnyTRPCRouter, res: ServerResponse, error: unknown): void {
  const shape = trpcErrorShape(router, error);
  replyEarly(res.req, res, shape.data.httpStatus, { error: shape });
}
