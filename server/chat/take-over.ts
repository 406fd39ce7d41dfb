import { appError } from '#shared/failure.ts';
import { type Db, field } from '#server/database/client.ts';
import { type EndedTurn, endRun } from './end-run.ts';
import type { TurnRow } from './turn-store.ts';

/** A turn whose run goes on, as whoever may end it for its owner looks at it. */
export type RunningTurn = Pick<TurnRow, 'userId' | 'turnId' | 'sessionId'> & {
  running: NonNullable<TurnRow['running']>;
};

/** Every turn whose run goes on, on whichever server. */
export async function runningTurns(db: Db): Promise<RunningTurn[]> {
  const rows = await db.turns.where({ status: 'running' }).select('userId', 'turnId', 'sessionId', 'running').all();
  return rows.flatMap(({ running, ...turn }) => (running === null ? [] : [{ ...turn, running }]));
}

/**
 * Takes a run over by raising its attempt, so that its owner can end it no more, and ends it as INTERRUPTED, uncharged.
 *
 * @param owner the server that does so
 * @returns     null where nothing happened: the run has moved, ended, or been taken over meanwhile
 */
export async function takeOver(
  db: Db,
  { userId, turnId, running }: RunningTurn,
  owner: string,
  now: Date,
): Promise<EndedTurn | null> {
  const { runId, attempt, beat } = running;
  const taken = await db.turns
    .where({ userId, turnId })
    .where(field.eq('running.runId', runId))
    .where(field.eq('running.attempt', attempt))
    .where(field.eq('running.beat', beat))
    .update((f) => [f('running.attempt').inc(1), f('running.owner').set(owner)]);
  if (taken === null) return null;
  const error = appError('INTERRUPTED', 'The server went away before the answer was done. Try again.');
  const run = { userId, turnId, runId, attempt: attempt + 1, month: running.month, turn: taken };
  const stored = await endRun(db, run, { end: 'failed', error }, { input: 0, output: 0 }, now);
  return stored === 'gone' || stored === 'taken' ? null : stored;
}
