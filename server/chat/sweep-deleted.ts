import { limits } from '#shared/limits.ts';
import { field } from '#server/database/client.ts';
import { heal } from '#server/quota/heal.ts';
import type { ChatDeps } from './deps.ts';
import type { SessionRow } from './session-store.ts';
import { stopRuns } from './stop-runs.ts';
import type { TurnRow } from './turn-store.ts';

/** Nothing that bears this mark can be restored any more. */
export const beyondRestoring = new Date(0);

/**
 * Removes the chats and questions whose deletion can no longer be taken back. May be cut short anywhere, and done by
 * several servers at once: the next sweep goes on. Where an answer is still being written it is stopped, and the sweep
 * comes back.
 */
export async function sweepDeleted(deps: ChatDeps): Promise<void> {
  const { db } = deps;
  const due = field.lte('deletedAt', new Date(deps.clock().getTime() - limits.restorableMs));
  const [sessions, turns] = await Promise.all([db.sessions.where(due).all(), db.turns.where(due).all()]);
  if (sessions.length + turns.length === 0) return;
  for (const session of sessions) await sweepSession(deps, session);
  for (const turn of turns) await sweepTurn(deps, turn);
}

/** Takes the chat out of reach of a restore first, then its questions, then itself. */
async function sweepSession(deps: ChatDeps, { userId, sessionId, deletedAt }: SessionRow): Promise<void> {
  const { sessions, turns } = deps.db;
  const mine = sessions.where({ userId, sessionId });
  const all = turns.where({ userId, sessionId });
  // another server may be done soon, and a new chat have this id: its questions are none of these
  const left = await all.select('turnId', 'running').all();
  const claimed = await mine.where(field.eq('deletedAt', deletedAt)).update({ deletedAt: beyondRestoring });
  if (claimed === null) return;
  await stopRuns(deps, userId, left);
  await settleEnded(deps, userId);
  const ids = left.map(({ turnId }) => turnId);
  await all.where(field.in('turnId', ids)).where(field.isNull('running')).deleteAndCount();
  if ((await all.select('turnId').first()) !== null) return;
  await mine.where(field.eq('deletedAt', beyondRestoring)).deleteAndCount();
}

async function sweepTurn(deps: ChatDeps, turn: TurnRow): Promise<void> {
  const { userId, turnId, deletedAt } = turn;
  await stopRuns(deps, userId, [turn]);
  await settleEnded(deps, userId);
  await deps.db.turns
    .where({ userId, turnId })
    .where(field.eq('deletedAt', deletedAt))
    .where(field.isNull('running'))
    .deleteAndCount();
}

/** A run that ended and was not settled is told by its turn alone: it is settled before that is removed. */
async function settleEnded({ db }: ChatDeps, userId: string): Promise<void> {
  for (const { month, held } of await db.usage.where({ userId }).where(field.neq('held', [])).all())
    await heal(db, userId, month, held);
}
