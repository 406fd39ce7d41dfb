import { setTimeout as delay } from 'node:timers/promises';
import { notFound } from '#shared/failure.ts';
import { terminalEventId } from '#shared/run-event.ts';
import type { LogEntry } from '#server/streams/run-log.ts';
import type { ChatDeps } from './deps.ts';
import { findTurnOfRun } from './turn-store.ts';
import { terminalEvent, viewOne } from './turn-view.ts';

const lookAgainMs = 500;

/**
 * A run's events after `lastEventId`, ending with its terminal one. Who comes back with `end` has everything. Where the
 * log is gone, the stored turn is the truth.
 *
 * @throws Failure NOT_FOUND for a run that is unknown or somebody else's
 */
export async function* watch(
  deps: ChatDeps,
  userId: string,
  runId: string,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<LogEntry> {
  if ((await findTurnOfRun(deps.db, userId, runId)) === null) throw notFound('answer');
  if (lastEventId !== undefined) deps.metrics.watchResumed();
  if (lastEventId === terminalEventId) return;
  const live = await deps.runLog.follow({ userId, runId }, lastEventId, signal);
  if (live !== null) yield* live;
  else yield* storedEnd(deps, userId, runId, signal);
}

async function* storedEnd(
  deps: ChatDeps,
  userId: string,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<LogEntry> {
  while (!signal.aborted) {
    const turn = await findTurnOfRun(deps.db, userId, runId);
    if (turn === null) throw notFound('answer');
    const ended = turn.ended.find((run) => run.runId === runId);
    if (ended !== undefined) {
      yield { id: terminalEventId, event: terminalEvent(await viewOne(deps, turn), ended) };
      return;
    }
    await delay(lookAgainMs, undefined, { signal, ref: false }).catch(() => {});
  }
}
