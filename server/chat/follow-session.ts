import { present } from '#server/database/client.ts';
import { isSwept } from './deletion-marks.ts';
import type { ChatDeps } from './deps.ts';

/**
 * Where a question's chat is deleted, its tabs are told so once more: the chat may have been announced since. Where it has
 * been swept already, before the question was stored, the question goes after it.
 */
export async function followSession(deps: ChatDeps, userId: string, sessionId: string, turnId: string): Promise<void> {
  const session = await deps.db.sessions.where({ userId, sessionId }).first();
  if (session !== null && session.deletedAt === null) return;
  if (session === null || isSwept(session))
    await deps.db.turns.where({ userId, turnId }).where(present).update({ deletedAt: deps.clock() });
  await deps.events.publish(userId, { type: 'session.deleted', sessionId });
}
