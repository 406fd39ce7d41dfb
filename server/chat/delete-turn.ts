import { notFound } from '#shared/failure.ts';
import type { Turn } from '#shared/turn.ts';
import { present } from '#server/database/client.ts';
import { announceTurn } from './announce-turn.ts';
import { publishSession } from './change-session.ts';
import { isSwept, restorable } from '#server/database/deletion-marks.ts';
import type { ChatDeps } from './deps.ts';
import { findSession } from './session-store.ts';
import { stopRuns } from './stop-runs.ts';

/**
 * Deletes a question with its answers. When it returns they are gone for every list and history; what was counted stays
 * counted. Deleting it again changes nothing.
 *
 * @throws Failure NOT_FOUND
 */
export async function deleteTurn(deps: ChatDeps, userId: string, turnId: string): Promise<void> {
  const mine = deps.db.turns.where({ userId, turnId });
  const before = await mine.first();
  if (before === null || isSwept(before) || (await findSession(deps.db, userId, before.sessionId)) === null)
    throw notFound('question');
  const turn = (await mine.where(present).update({ deletedAt: deps.clock() })) ?? before;
  await deps.events.publish(userId, { type: 'turn.deleted', sessionId: turn.sessionId, turnId });
  await stopRuns(deps, userId, [turn]);
  await publishSession(deps, userId, turn.sessionId);
}

/**
 * Takes the deletion of a question back, within 10 s. One that is there is given as it is.
 *
 * @throws Failure NOT_FOUND, also where it is too late
 */
export async function restoreTurn(deps: ChatDeps, userId: string, turnId: string): Promise<Turn> {
  const mine = deps.db.turns.where({ userId, turnId });
  const before = await mine.first();
  if (before === null || isSwept(before) || (await findSession(deps.db, userId, before.sessionId)) === null)
    throw notFound('question');
  await mine.where(restorable(deps.clock())).update({ deletedAt: null });
  const turn = await announceTurn(deps, userId, turnId);
  if (turn === null) throw notFound('question');
  await publishSession(deps, userId, turn.sessionId);
  return turn;
}
