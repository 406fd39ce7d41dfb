import { setTimeout as delay } from 'node:timers/promises';
import { notFound } from '#shared/failure.ts';
import { type TerminalEvent, terminalEventId } from '#shared/run-event.ts';
import type { LogEntry } from '#server/streams/run-log.ts';
import type { ChatDeps } from './deps.ts';
import { removedEnd } from './removed-turn.ts';
import { openSilence } from './silence.ts';
import { findStoredTurnOfRun, findTurnOfRun, type TurnRow } from './turn-store.ts';
import { terminalEvent, viewOne } from './turn-view.ts';

const lookAgainMs = 500;

/**
 * A run's events after `lastEventId`, ending with its terminal one. Who comes back with `end` has everything.
 *
 * The log may be gone, end early, or fall silent: then the stored turn is looked at, and where the run has ended it is the
 * truth. One net for every signal that may be lost.
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
  // while it goes on here it is as good as looked up: whoever deletes a turn ends its run
  const turn = deps.runs.find(userId, runId)?.turn ?? (await findTurnOfRun(deps.db, userId, runId));
  if (turn === null) throw notFound('answer');
  if (lastEventId !== undefined) deps.metrics.watchResumed();
  if (lastEventId === terminalEventId) return;
  let last = lastEventId;
  while (!signal.aborted) {
    const silence = openSilence(signal, () => isOver(deps, userId, runId));
    try {
      const live = (await deps.runLog.follow({ userId, runId }, last, silence.signal)) ?? [];
      for await (const entry of live) {
        silence.interrupt();
        last = entry.id;
        yield entry;
        if (entry.id === terminalEventId) return;
        silence.begin();
      }
    } finally {
      silence.close();
    }
    if (signal.aborted) return;
    const event = await storedEnd(deps, turn, runId);
    if (event !== null) {
      yield { id: terminalEventId, event };
      return;
    }
    await delay(lookAgainMs, undefined, { signal, ref: false }).catch(() => {});
  }
}

/** Whether a run that is silent has ended. One of this server has not: its log is ended with it. */
async function isOver({ db, runs }: ChatDeps, userId: string, runId: string): Promise<boolean> {
  if (runs.find(userId, runId) !== null) return false;
  const turn = await findStoredTurnOfRun(db, userId, runId);
  return turn?.running?.runId !== runId;
}

/** @returns null while the run goes on. @param before its turn, as it was when the watch began */
async function storedEnd(deps: ChatDeps, before: TurnRow, runId: string): Promise<TerminalEvent | null> {
  const turn = await findStoredTurnOfRun(deps.db, before.userId, runId);
  if (turn === null) return removedEnd(deps, before);
  const ended = turn.ended.find((run) => run.runId === runId);
  return ended === undefined ? null : terminalEvent(await viewOne(deps, turn), ended);
}
