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
 * Replies with JSON to a request that may not have been read to its end. Where it has not, the connection is closed
 * after the reply; but not at once: a client that is still sending would see a broken line instead of the reply.
 */
export function replyEarly(req: IncomingMessage, res: ServerResponse, status: number, body: object): void {
  if (req.complete) {
    replyJson(res, status, body);
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, { ...jsonHeaders(text), connection: 'close' }).write(text);
  const close = (): void => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(close, lingerMs).unref();
  req.once('close', close).once('end', close).resume();
}

/**
 * Replies with `{ error, ...more }` and the status that tRPC gives for it; where a reply has begun already it is broken
 * off.
 */
export function replyError(req: IncomingMessage, res: ServerResponse, error: AppError, more: object = {}): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const status = getHTTPStatusCodeFromError(toTrpcError(new Failure(error.code, error.message)));
  replyEarly(req, res, status, { error, ...more });
}
