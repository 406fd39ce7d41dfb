import { setTimeout as delay } from 'node:timers/promises';
import type { ActiveRuns, RunAbort } from './active-runs.ts';

const unwindMs = 2_000;

/**
 * Takes no more runs and lets those that go on finish within `graceMs`; the rest end as INTERRUPTED, uncharged. Users are
 * told of all of them.
 */
export async function drainRuns(runs: ActiveRuns, graceMs: number): Promise<void> {
  runs.closeDoor();
  const ended = () => Promise.all(runs.all().map((run) => run.ended));
  await Promise.race([ended(), delay(graceMs, undefined, { ref: false })]);
  for (const run of runs.all()) run.controller.abort('shutdown' satisfies RunAbort);
  const told = ended().then(() => runs.idle());
  await Promise.race([told, delay(unwindMs, undefined, { ref: false })]);
}
