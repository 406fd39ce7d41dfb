import { notFound } from '#shared/failure.ts';
import type { AskReply } from '#shared/turn.ts';
import { present } from '#server/database/client.ts';
import type { ChatDeps } from './deps.ts';
import { findSession } from './session-store.ts';
import { stopRuns } from './stop-runs.ts';

/**
 * Looks once more at the chat in which a run was accepted: one that was deleted meanwhile did not see this run, which is
 * stopped here then. Where the chat has been swept already its turn follows it.
 *
 * @throws Failure NOT_FOUND
 */
export async function endIfDeleted(deps: ChatDeps, userId: string, reply: AskReply): Promise<AskReply> {
  const { sessionId, turnId } = reply;
  if ((await findSession(deps.db, userId, sessionId)) !== null) return reply;
  const mine = deps.db.turns.where({ userId, turnId });
  const turn = await mine.first();
  if ((await deps.db.sessions.where({ userId, sessionId }).first()) === null)
    await mine.where(present).update({ deletedAt: deps.clock() });
  if (turn !== null) await stopRuns(deps, userId, [turn]);
  throw notFound('chat');
}
