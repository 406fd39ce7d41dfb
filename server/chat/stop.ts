import { setTimeout as delay } from 'node:timers/promises';
import { notFound } from '#shared/failure.ts';
import type { RunEnd } from '#shared/run-event.ts';
import { field } from '#server/database/client.ts';
import type { RunAbort } from './active-runs.ts';
import type { ChatDeps } from './deps.ts';
import { endOf } from './turn-view.ts';
import { findStoredTurnOfRun } from './turn-store.ts';

const lookAgainMs = { first: 20, most: 500 };

/**
 * Stops a run, from any tab and any server: closes the upstream request at once and replies when the run has ended, with
 * how. One that has ended already says how it did.
 *
 * @throws Failure NOT_FOUND
 */
export async function stop(deps: ChatDeps, userId: string, runId: string): Promise<{ end: RunEnd }> {
  const active = deps.runs.find(userId, runId);
  await active?.accepted;
  if (active !== null && deps.runs.find(userId, runId) === active) {
    active.controller.abort('stop' satisfies RunAbort);
    return { end: await active.ended };
  }
  const turn = await findStoredTurnOfRun(deps.db, userId, runId);
  if (turn === null) throw notFound('answer');
  if (turn.running?.runId === runId) await requestStop(deps, userId, turn.turnId, runId);
  return { end: await endElsewhere(deps, userId, runId) };
}

/**
 * Has a run stopped by whoever runs it, without waiting for its end: at once where this server or a signal reaches it,
 * else by the mark on its turn, at its owner's next beat. Never rejects for a run that does not go on.
 */
export async function requestStop(deps: ChatDeps, userId: string, turnId: string, runId: string): Promise<void> {
  const active = deps.runs.find(userId, runId);
  if (active?.isAccepted === true) {
    active.controller.abort('stop' satisfies RunAbort);
    return;
  }
  await deps.db.turns
    .where({ userId, turnId })
    .where(field.eq('running.runId', runId))
    .update((f) => [f('running.stop').set(true)]);
  await deps.stops.send({ userId, runId });
}

/** How a run that is not this server's ended, as its turn says; a turn that is removed meanwhile has failed. */
async function endElsewhere({ db }: ChatDeps, userId: string, runId: string): Promise<RunEnd> {
  for (let wait = lookAgainMs.first; ; wait = Math.min(wait * 2, lookAgainMs.most)) {
    const turn = await findStoredTurnOfRun(db, userId, runId);
    const ended = turn?.ended.find((run) => run.runId === runId);
    if (ended !== undefined) return endOf(ended);
    if (turn === null) return 'failed';
    await delay(wait, undefined, { ref: false });
  }
}
