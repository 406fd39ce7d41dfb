import type { ServerResponse } from 'node:http';
import { toAppError } from './errors.ts';
import { ForeignOriginError } from './origin.ts';
import { replyEarly, replyError } from './reply.ts';

/** Answers whatever was thrown. */
export function refuse(res: ServerResponse, error: unknown): void {
  if (error instanceof ForeignOriginError && !res.headersSent) replyEarly(res.req, res, 403, { error: error.app });
  else replyError(res.req, res, toAppError(error));
}
