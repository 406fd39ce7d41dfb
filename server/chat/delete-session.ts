import { notFound } from '#shared/failure.ts';
import type { Session, Source } from '#shared/session.ts';
import { field, present } from '#server/database/client.ts';
import { isSwept, restorable } from '#server/database/deletion-marks.ts';
import type { ChatDeps } from './deps.ts';
import { findSession, viewSession } from './session-store.ts';
import { stopRuns } from './stop-runs.ts';

/**
 * Deletes a chat. One mark on it hides it with all of its questions, so that nothing of it can be left or restored in
 * part. Deleting it again changes nothing.
 *
 * @throws Failure NOT_FOUND
 */
export async function deleteSession(deps: ChatDeps, userId: string, sessionId: string): Promise<void> {
  const mine = deps.db.sessions.where({ userId, sessionId });
  const marked = await mine.where(present).update({ deletedAt: deps.clock() });
  const row = marked ?? (await mine.first());
  if (row === null || isSwept(row)) throw notFound('chat');
  await announceDeleted(deps, userId, [sessionId]);
}

/** Deletes all chats of one source, document chats too. @returns how many */
export async function deleteAllSessions(deps: ChatDeps, userId: string, source: Source): Promise<{ deleted: number }> {
  const deletedAt = deps.clock();
  const deleted = await deps.db.sessions.where({ userId, source }).where(present).updateAndCount({ deletedAt });
  const rows = await deps.db.sessions
    .where({ userId, source })
    .where(field.eq('deletedAt', deletedAt))
    .select('sessionId')
    .all();
  await announceDeleted(
    deps,
    userId,
    rows.map(({ sessionId }) => sessionId),
  );
  return { deleted };
}

async function announceDeleted(deps: ChatDeps, userId: string, sessionIds: readonly string[]): Promise<void> {
  for (const sessionId of sessionIds) await deps.events.publish(userId, { type: 'session.deleted', sessionId });
  const running = await deps.db.turns.where({ userId, status: 'running' }).select('sessionId', 'running').all();
  await stopRuns(
    deps,
    userId,
    running.filter(({ sessionId }) => sessionIds.includes(sessionId)),
  );
}

/**
 * Takes the deletion of a chat back, within 10 s, with the questions that went with it. One that is there is given as it
 * is.
 *
 * @throws Failure NOT_FOUND, also where it is too late
 */
export async function restoreSession(deps: ChatDeps, userId: string, sessionId: string): Promise<Session> {
  const { db } = deps;
  await db.sessions.where({ userId, sessionId }).where(restorable(deps.clock())).update({ deletedAt: null });
  const row = await findSession(db, userId, sessionId);
  if (row === null) throw notFound('chat');
  const session = await viewSession(db, row);
  await deps.events.publish(userId, { type: 'session.changed', session });
  return session;
}
