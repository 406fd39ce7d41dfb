import { notFound } from '#shared/failure.ts';
import type { RunEnd } from '#shared/run-event.ts';
import type { RunAbort } from './active-runs.ts';
import type { ChatDeps } from './deps.ts';
import { endOf } from './turn-view.ts';
import { findStoredTurnOfRun } from './turn-store.ts';

/**
 * Stops a run, from any tab: closes the upstream request at once and replies when the run has ended, with how. One that
 * has ended already says how it did.
 *
 * @throws Failure NOT_FOUND
 */
export async function stop({ db, runs }: ChatDeps, userId: string, runId: string): Promise<{ end: RunEnd }> {
  const active = runs.find(userId, runId);
  if (active !== null) {
    await active.accepted;
    if (runs.find(userId, runId) === active) active.controller.abort('stop' satisfies RunAbort);
  }
  const turn = await findStoredTurnOfRun(db, userId, runId);
  const ended = turn?.ended.find((run) => run.runId === runId);
  if (ended !== undefined) return { end: endOf(ended) };
  if (turn === null || active === null) throw notFound('answer');
  return { end: await active.ended };
}
