import type { IncomingMessage, ServerResponse } from 'node:http';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { AppError } from '#shared/errors.ts';
import { Failure } from '#shared/failure.ts';
import { toTrpcError } from './errors.ts';

/** Replies with JSON that no cache keeps. */
export function replyJson(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, jsonHeaders(text)).end(text);
}

const jsonHeaders = (text: string) => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(text),
  'cache-control': 'no-store',
});

const lingerMs = 2_000;

/**
 * Replies with `{ error, ...more }` and the status that tRPC gives for it; where a reply has begun already it is broken
 * off. Where the request has not been read to its end, the connection is closed after it; but not at once: a client
 * that is still sending would see a broken line instead of the reply.
 */
export function replyError(req: IncomingMessage, res: ServerResponse, error: AppError, more: object = {}): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const status = getHTTPStatusCodeFromError(toTrpcError(new Failure(error.code, error.message)));
  if (req.complete) {
    replyJson(res, status, { error, ...more });
    return;
  }
  const text = JSON.stringify({ error, ...more });
  res.writeHead(status, { ...jsonHeaders(text), connection: 'close' }).write(text);
  const close = (): void => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(close, lingerMs).unref();
  req.once('close', close).once('end', close).resume();
}
