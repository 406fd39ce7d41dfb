import type { IncomingMessage, ServerResponse } from 'node:http';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { AppError } from '#shared/errors.ts';
import { Failure } from '#shared/failure.ts';
import { toTrpcError } from './errors.ts';

/** Replies with JSON that no cache keeps. */
export function replyJson(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  res.end(text);
}

/**
 * Replies with `{ error, ...more }` and the status that tRPC gives for it. Where the request has not been read to its
 * end the connection is closed after the reply; where a reply has begun already it is broken off.
 */
export function replyError(req: IncomingMessage, res: ServerResponse, error: AppError, more: object = {}): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  if (!req.complete) res.setHeader('connection', 'close');
  replyJson(res, getHTTPStatusCodeFromError(toTrpcError(new Failure(error.code, error.message))), { error, ...more });
}
