import { appError } from '#shared/failure.ts';
import type { Log } from '#server/observe/log.ts';
import type { Db } from '#server/database/client.ts';
import { endRun } from './end-run.ts';

/**
 * Ends every run that an earlier process left behind, before this one is ready: failed, not charged, to be retried.
 * Only for a database that no other server uses.
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
  return left.length;
}
