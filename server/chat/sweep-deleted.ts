import { doEach } from '#server/cluster/do-each.ts';
import { field } from '#server/database/client.ts';
import { heal } from '#server/quota/heal.ts';
import { beyondRestoring, forgettable, sweepable, sweptAt, unswept } from '#server/database/deletion-marks.ts';
import type { ChatDeps } from './deps.ts';
import type { SessionRow } from './session-store.ts';
import { stopRuns } from './stop-runs.ts';
import type { TurnRow } from './turn-store.ts';

/**
 * Removes the chats and questions whose deletion can no longer be taken back; their ids stay for a day. May be cut short
 * anywhere, and done by several servers at once: the next sweep goes on. Where an answer is still being written it is
 * stopped, and the sweep comes back, as it does to what fails.
 *
 * @throws what failed, once everything else is swept
 */
export async function sweepDeleted(deps: ChatDeps): Promise<void> {
  const { db } = deps;
  const [after, until] = sweepable(deps.clock());
  const [sessions, turns] = await Promise.all([
    db.sessions.where(after).where(until).all(),
    db.turns.where(after).where(until).all(),
  ]);
  const sweepSessions = () => doEach(sessions, (session) => sweepSession(deps, session));
  const sweepTurns = () => doEach(turns, (turn) => sweepTurn(deps, turn));
  await doEach([sweepSessions, sweepTurns], (part) => part());
}

/** Removes the ids of what was swept long ago. */
export async function forgetSwept({ db, clock }: ChatDeps): Promise<void> {
  const [before, since] = forgettable(clock());
  await db.turns.where(before).where(since).deleteAndCount();
  await db.sessions.where(before).where(since).deleteAndCount();
}

/** Takes the chat out of reach of a restore first, then its questions, then itself. */
async function sweepSession(deps: ChatDeps, { userId, sessionId, deletedAt }: SessionRow): Promise<void> {
  const { sessions, turns } = deps.db;
  const mine = sessions.where({ userId, sessionId });
  const all = turns.where({ userId, sessionId }).where(unswept);
  const left = await all.select('turnId', 'running').all();
  const claimed = await mine.where(field.eq('deletedAt', deletedAt)).update({ deletedAt: beyondRestoring });
  if (claimed === null) return;
  await stopRuns(deps, userId, left);
  await settleEnded(deps, userId);
  const ids = left.map(({ turnId }) => turnId);
  const deletedNow = sweptAt(deps.clock());
  await all
    .where(field.in('turnId', ids))
    .where(field.isNull('running'))
    .updateAndCount({ ...emptied, deletedAt: deletedNow });
  if ((await all.select('turnId').first()) !== null) return;
  await mine.where(field.eq('deletedAt', beyondRestoring)).updateAndCount({ name: '', deletedAt: deletedNow });
}

async function sweepTurn(deps: ChatDeps, turn: TurnRow): Promise<void> {
  const { userId, turnId, deletedAt } = turn;
  await stopRuns(deps, userId, [turn]);
  await settleEnded(deps, userId);
  await deps.db.turns
    .where({ userId, turnId })
    .where(field.eq('deletedAt', deletedAt))
    .where(field.isNull('running'))
    .updateAndCount({ ...emptied, deletedAt: sweptAt(deps.clock()) });
}

/** What is left of a question that was swept: nothing that was asked or answered. */
const emptied = { question: '', answers: [], ended: [], error: null, current: 0 };

/** A run that ended and was not settled is told by its turn alone: it is settled before that is removed. */
async function settleEnded({ db }: ChatDeps, userId: string): Promise<void> {
  for (const { month, held } of await db.usage.where({ userId }).where(field.neq('held', [])).all())
    await heal(db, userId, month, held);
}
