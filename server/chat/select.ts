import { Failure, notFound } from '#shared/failure.ts';
import type { Turn } from '#shared/turn.ts';
import { present } from '#server/database/client.ts';
import { announceTurn } from './announce-turn.ts';
import type { ChatDeps } from './deps.ts';
import { findTurn } from './turn-store.ts';

/**
 * Shows another version of an answer, also while one is being written: that one is shown once it is done. An error that
 * the last run left is cleared. Versions are only ever added, so one that is there stays.
 *
 * @param current index of the version, from 0
 * @throws Failure NOT_FOUND, BAD_REQUEST where there is no such version
 */
export async function select(deps: ChatDeps, userId: string, turnId: string, current: number): Promise<Turn> {
  const before = await findTurn(deps.db, userId, turnId);
  if (before === null) throw notFound('question');
  const versions = before.answers.length;
  if (current >= versions)
    throw new Failure(
      'BAD_REQUEST',
      versions === 0 ? 'This question has no answer yet.' : `This question has ${versions} versions, counted from 0.`,
    );
  await deps.db.turns
    .where({ userId, turnId })
    .where(present)
    .update((f) => [f.current.set(current), f.error.set(null)]);
  const turn = await announceTurn(deps, userId, turnId);
  if (turn === null) throw notFound('question');
  return turn;
}
