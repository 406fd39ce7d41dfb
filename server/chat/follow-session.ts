import { present } from '#server/database/client.ts';
import { isSwept } from '#server/database/deletion-marks.ts';
import type { ChatDeps } from './deps.ts';
import { findSession, findStoredSession } from './session-store.ts';

/**
 * Where a question's chat is deleted, its tabs are told so once more: the chat may have been announced since. Where it has
 * been swept already, before the question was stored, the question goes after it.
 */
export async function followSession(deps: ChatDeps, userId: string, sessionId: string, turnId: string): Promise<void> {
  if ((await findSession(deps.db, userId, sessionId)) !== null) return;
  const session = await findStoredSession(deps.db, userId, sessionId);
  if (session === null || isSwept(session))
    await deps.db.turns.where({ userId, turnId }).where(present).update({ deletedAt: deps.clock() });
  await deps.events.publish(userId, { type: 'session.deleted', sessionId });
}
