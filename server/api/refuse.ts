import type { ServerResponse } from 'node:http';
import { toAppError } from './errors.ts';
import { ForeignOriginError } from './origin.ts';
import { replyError, replyJson } from './reply.ts';

/** Answers whatever was thrown. */
export function refuse(res: ServerResponse, error: unknown): void {
  if (error instanceof ForeignOriginError && !res.headersSent) {
    if (!res.req.complete) res.setHeader('connection', 'close');
    replyJson(res, 403, { error: error.app });
  } else replyError(res.req, res, toAppError(error));
}
