import { field } from '#server/database/client.ts';
import { type Repeated, repeat } from '#server/cluster/repeat.ts';
import type { RunAbort } from './active-runs.ts';
import type { ChatDeps } from './deps.ts';
import { firstAttempt } from './turn-store.ts';

/** How often a server shows that its runs go on. */
const beatMs = 2_000;

/**
 * Keeps the runs of this server its own: every 2 s their leases are raised by one update, and one look finds those that
 * somebody wants stopped and those that another server took over. Stop signals are heard at once.
 */
export function keepLeases(deps: ChatDeps): Repeated {
  const unhear = deps.stops.onStop(({ userId, runId }) => {
    deps.runs.find(userId, runId)?.controller.abort('stop' satisfies RunAbort);
  });
  const beating = repeat(
    beatMs,
    () => beat(deps),
    (error) => deps.log.warn({ err: error }, 'the leases of running answers could not be renewed'),
  );
  return {
    stop: async () => {
      unhear();
      await beating.stop();
    },
  };
}

/** One beat. A run that is not found as it was left has been taken over, or its turn is gone. */
export async function beat({ db, runs, runLog, serverId }: ChatDeps): Promise<void> {
  runLog.renew();
  const mine = runs.all().filter((run) => run.isAccepted);
  if (mine.length === 0) return;
  const owned = db.turns.where({ status: 'running' }).where(field.eq('running.owner', serverId));
  await owned.updateAndCount((f) => [f('running.beat').inc(1)]);
  const rows = await owned.select('userId', 'running').all();
  const keyOf = (userId: string, runId: string) => `${userId}:${runId}`;
  const found = new Map(
    rows.flatMap(({ userId, running }) =>
      running?.attempt === firstAttempt ? [[keyOf(userId, running.runId), running] as const] : [],
    ),
  );
  for (const run of mine) {
    const running = found.get(keyOf(run.userId, run.runId));
    if (runs.find(run.userId, run.runId) !== run) continue;
    if (running === undefined) run.controller.abort('lost' satisfies RunAbort);
    else if (running.stop === true) run.controller.abort('stop' satisfies RunAbort);
  }
}
