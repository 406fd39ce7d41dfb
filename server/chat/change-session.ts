import { notFound } from '#shared/failure.ts';
import type { Session } from '#shared/session.ts';
import { present } from '#server/database/client.ts';
import type { ChatDeps } from './deps.ts';
import { findSession, type SessionRow, viewSession } from './session-store.ts';

type Change = Partial<Pick<SessionRow, 'name' | 'ephemeral'>>;

async function changeSession(deps: ChatDeps, userId: string, sessionId: string, change: Change): Promise<Session> {
  // one that is gone with its document has no mark of its own, and is not brought back by a change
  if ((await findSession(deps.db, userId, sessionId)) === null) throw notFound('chat');
  await deps.db.sessions.where({ userId, sessionId }).where(present).update(change);
  const row = await findSession(deps.db, userId, sessionId);
  if (row === null) throw notFound('chat');
  const session = await viewSession(deps.db, row);
  await deps.events.publish(userId, { type: 'session.changed', session });
  return session;
}

/** @throws Failure NOT_FOUND */
export const renameSession = (deps: ChatDeps, userId: string, sessionId: string, name: string): Promise<Session> =>
  changeSession(deps, userId, sessionId, { name });

/** Keeps an ephemeral session: it joins the list. @throws Failure NOT_FOUND */
export const keepSession = (deps: ChatDeps, userId: string, sessionId: string): Promise<Session> =>
  changeSession(deps, userId, sessionId, { ephemeral: false });

/** Tells the user's tabs that a session changed: its time, its runs. */
export async function publishSession(deps: ChatDeps, userId: string, sessionId: string): Promise<void> {
  const row = await findSession(deps.db, userId, sessionId);
  if (row !== null)
    await deps.events.publish(userId, { type: 'session.changed', session: await viewSession(deps.db, row) });
}
