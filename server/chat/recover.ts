import { appError } from '#shared/failure.ts';
import { field } from '#server/database/client.ts';
import { type Repeated, repeat } from '#server/cluster/repeat.ts';
import { createSightings } from '#server/cluster/sightings.ts';
import { healAll } from '#server/quota/heal.ts';
import { announceEnd } from './announce-end.ts';
import type { ChatDeps } from './deps.ts';
import { endRun } from './end-run.ts';
import { firstAttempt, type TurnRow } from './turn-store.ts';
import { terminalEvent, viewOne } from './turn-view.ts';

const lookMs = 2_000;

/** A turn whose run goes on, as recovery looks at it. */
type RunningTurn = Pick<TurnRow, 'userId' | 'turnId' | 'sessionId'> & { running: NonNullable<TurnRow['running']> };

/**
 * Ends every run that an earlier process left behind, before this one is ready: failed, not charged, to be retried.
 * Settles those that had ended when it went away.
 *
 * @param isAlone asked after the runs were looked for: whether no other server can have accepted them
 */
export async function recoverAll(deps: ChatDeps, isAlone: () => Promise<boolean>): Promise<void> {
  const left = await runningTurns(deps);
  if (left.length > 0 && (await isAlone())) for (const turn of left) await recoverRun(deps, turn);
  await healAll(deps.db);
}

/**
 * Ends the runs of servers that went away: those whose lease this server has not seen move for 8 s by its own clock.
 * Any number of servers may do so at once: each run is ended once.
 */
export function startRecovery(deps: ChatDeps): Repeated {
  const sightings = createSightings();
  const look = async () => {
    try {
      for (const turn of sightings.unmoved(await leasesOf(deps))) await recoverRun(deps, turn);
    } catch (error) {
      // what could not be seen may have moved
      sightings.forget();
      throw error;
    }
  };
  return repeat(lookMs, look, (error) => deps.log.warn({ err: error }, 'lost answers could not be looked for'));
}

async function runningTurns({ db }: ChatDeps): Promise<RunningTurn[]> {
  const rows = await db.turns.where({ status: 'running' }).select('userId', 'turnId', 'sessionId', 'running').all();
  return rows.flatMap(({ running, ...turn }) => (running === null ? [] : [{ ...turn, running }]));
}

/** The leases of all runs but those that this process carries on; one that it has let go of no longer moves. */
async function leasesOf(deps: ChatDeps) {
  const { runs, serverId } = deps;
  return (await runningTurns(deps)).flatMap((turn) => {
    const { userId, running } = turn;
    const { runId, attempt, owner, beat } = running;
    if (attempt === firstAttempt && owner === serverId && runs.find(userId, runId) !== null) return [];
    return [{ key: `${userId}:${runId}`, mark: `${attempt}:${owner === serverId ? '-' : beat}`, what: turn }];
  });
}

/**
 * Takes a run over by raising its attempt, so that its owner can end it no more, and ends it. Nothing happens where it
 * has moved, ended, or been taken over meanwhile.
 */
async function recoverRun(deps: ChatDeps, { userId, turnId, sessionId, running }: RunningTurn): Promise<void> {
  const { runId, attempt, beat } = running;
  const taken = await deps.db.turns
    .where({ userId, turnId })
    .where(field.eq('running.runId', runId))
    .where(field.eq('running.attempt', attempt))
    .where(field.eq('running.beat', beat))
    .update((f) => [f('running.attempt').inc(1), f('running.owner').set(deps.serverId)]);
  if (taken === null) return;
  const error = appError('INTERRUPTED', 'The server went away before the answer was done. Try again.');
  const run = { userId, turnId, runId, attempt: attempt + 1 };
  const stored = await endRun(deps.db, run, { end: 'failed', error }, { input: 0, output: 0 }, deps.clock());
  if (stored === 'gone' || stored === 'taken') return;
  const event = terminalEvent(await viewOne(deps, stored.turn), stored.ended);
  deps.runLog.end({ userId, runId }, event);
  deps.log.warn(
    { userId, sessionId, turnId, runId, owner: running.owner },
    'a run that a stopped server left was ended',
  );
  await announceEnd(deps, { userId, sessionId }, event);
}
