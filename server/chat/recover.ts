import { type Repeated, repeat } from '#server/cluster/repeat.ts';
import { createSightings, type Sightings } from '#server/cluster/sightings.ts';
import { healAll } from '#server/quota/heal.ts';
import { announceEnd } from './announce-end.ts';
import type { ChatDeps } from './deps.ts';
import { type RunningTurn, runningTurns, takeOver } from './take-over.ts';
import { firstAttempt } from './turn-store.ts';
import { terminalEvent, viewOne } from './turn-view.ts';

const lookMs = 2_000;

type Watching = Pick<ChatDeps, 'db' | 'runs' | 'serverId'>;

/**
 * Ends every run that an earlier process left behind, before this one is ready: failed, not charged, to be retried.
 * Settles those that had ended when it went away.
 *
 * @param isAlone asked after the runs were looked for: whether no other server can have accepted them
 */
export async function recoverAll(deps: ChatDeps, isAlone: () => Promise<boolean>): Promise<void> {
  const left = await runningTurns(deps.db);
  if (left.length > 0 && (await isAlone())) await recoverRuns(deps, left);
  await healLeft(deps);
}

/** Begins to watch leases, as early in a start as can be: what is to be recovered waits for it. */
export async function watchLeases(deps: Watching): Promise<Sightings> {
  const sightings = createSightings();
  sightings.unmoved(await leasesOf(deps));
  return sightings;
}

/**
 * Ends the runs of servers that went away: those whose lease this server has not seen move for 8 s by its own clock.
 * Any number of servers may do so at once: each run is ended once.
 */
export function startRecovery(deps: ChatDeps, sightings: Sightings): Repeated {
  const look = async () => {
    try {
      await recoverRuns(deps, sightings.unmoved(await leasesOf(deps)));
    } catch (error) {
      // what could not be seen may have moved
      sightings.forget();
      throw error;
    }
  };
  return repeat(lookMs, look, (error) => deps.log.warn({ err: error }, 'lost answers could not be looked for'));
}

/** Settles what a server left that went away between ending runs and settling them. Never rejects. */
export const settleLeft = (deps: ChatDeps): Promise<void> =>
  healLeft(deps).catch((error: unknown) =>
    deps.log.warn({ err: error }, 'places of ended answers could not be settled for now'),
  );

/** Whoever did not settle an end told nobody of it: the user's tabs are to look again. */
async function healLeft({ db, events }: ChatDeps): Promise<void> {
  for (const userId of await healAll(db)) await events.publish(userId, { type: 'reset' });
}

/** The leases of all runs but those that this process carries on; one that it has let go of no longer moves. */
async function leasesOf({ db, runs, serverId }: Watching) {
  return (await runningTurns(db)).flatMap((turn) => {
    const { userId, running } = turn;
    const { runId, attempt, owner, beat } = running;
    if (attempt === firstAttempt && owner === serverId && runs.find(userId, runId) !== null) return [];
    return [{ key: `${userId}:${runId}`, mark: `${attempt}:${owner === serverId ? '-' : beat}`, what: turn }];
  });
}

/** Ends runs one after the other; one that cannot be ended keeps none of the others. Rejects where the database is away. */
async function recoverRuns(deps: ChatDeps, turns: readonly RunningTurn[]): Promise<void> {
  for (const turn of turns)
    await recoverRun(deps, turn).catch(async (error: unknown) => {
      deps.log.error({ userId: turn.userId, turnId: turn.turnId, err: error }, 'a lost answer could not be ended');
      await deps.db.settings.where({ key: 'schema' }).first();
    });
}

/** Ends a run for its owner, and tells those who watch it. Nothing happens where it goes on. */
async function recoverRun(deps: ChatDeps, turn: RunningTurn): Promise<void> {
  const stored = await takeOver(deps.db, turn, deps.serverId, deps.clock());
  if (stored === null) return;
  const { userId, sessionId, turnId, running } = turn;
  const { runId, owner } = running;
  const event = terminalEvent(await viewOne(deps, stored.turn), stored.ended);
  deps.runLog.end({ userId, runId }, event);
  deps.metrics.runRecovered();
  deps.log.warn(
    {
      userId,
      sessionId,
      turnId,
      runId,
      owner,
      end: stored.ended.end,
      code: stored.ended.error?.code,
      acceptedAt: running.acceptedAt,
      endedAt: stored.ended.endedAt,
    },
    'a run that a stopped server left was ended',
  );
  await announceEnd(deps, { userId, sessionId }, event);
}
