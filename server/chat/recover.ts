import { appError } from '#shared/failure.ts';
import type { Log } from '#server/observe/log.ts';
import { type Db, field } from '#server/database/client.ts';
import { settle } from '#server/quota/settle.ts';
import { endRun } from './end-run.ts';
import { findStoredTurnOfRun } from './turn-store.ts';

/**
 * Ends every run that an earlier process left behind, before this one is ready: failed, not charged, to be retried.
 * Settles those that had ended when it went away. Only for a database that no other server uses.
 *
 * @returns how many runs it ended
 */
export async function recoverRuns(db: Db, now: Date, log: Log): Promise<number> {
  const left = await db.turns.where({ status: 'running' }).all();
  for (const { userId, turnId, running } of left) {
    if (running === null) continue;
    const error = appError('INTERRUPTED', 'The server went away before the answer was done. Try again.');
    await endRun(
      db,
      { userId, turnId, runId: running.runId, attempt: running.attempt },
      { end: 'failed', error },
      { input: 0, output: 0 },
      now,
    );
    log.warn({ userId, turnId, runId: running.runId }, 'a run that a stopped server left was ended');
  }
  await settleEnded(db);
  return left.length;
}

/** Every place that is still held belongs to a run that has ended: nothing runs. */
async function settleEnded(db: Db): Promise<void> {
  for (const { userId, month, held } of await db.usage.where(field.neq('held', [])).all()) {
    for (const runId of held) {
      const turn = await findStoredTurnOfRun(db, userId, runId);
      const ended = turn?.ended.find((run) => run.runId === runId);
      await settle(db, { userId, runId, month }, ended?.counted ?? false);
    }
  }
}
