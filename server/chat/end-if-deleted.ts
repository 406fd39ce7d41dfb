import { notFound } from '#shared/failure.ts';
import type { AskReply } from '#shared/turn.ts';
import type { ChatDeps } from './deps.ts';
import { followSession } from './follow-session.ts';
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
  const turn = await deps.db.turns.where({ userId, turnId }).first();
  await followSession(deps, userId, sessionId, turnId);
  if (turn !== null) await stopRuns(deps, userId, [turn]);
  throw notFound('chat');
}
