import type { ServerResponse } from 'node:http';
import { refuse } from './refuse.ts';
import { replyJson } from './reply.ts';
import { Failure } from '#shared/failure.ts';

/** Alive: this process answers. */
export const replyAlive = (res: ServerResponse): void => replyJson(res, 200, { status: 'ok' });

/** Ready: what it stands on answers too. */
export async function replyReady(res: ServerResponse, ready: () => Promise<void>): Promise<void> {
  try {
    await ready();
  } catch (cause) {
    refuse(res, new Failure('UNAVAILABLE', 'The database does not answer, or the server is about to stop.', { cause }));
    return;
  }
  replyJson(res, 200, { status: 'ok' });
}
