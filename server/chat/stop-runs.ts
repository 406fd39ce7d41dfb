import { setTimeout as delay } from 'node:timers/promises';
import type { ChatDeps } from './deps.ts';
import { stop } from './stop.ts';
import type { TurnRow } from './turn-store.ts';

const patienceMs = 2_000;

/**
 * Stops the runs that go on in turns which were deleted, as their user would: watchers get the terminal event, and what
 * had begun to arrive counts. Waits for the ends no longer than 2 s; a run whose server is away ends when it is missed.
 */
export async function stopRuns(deps: ChatDeps, userId: string, turns: readonly Pick<TurnRow, 'running'>[]) {
  const stops = turns.map(async ({ running }) => {
    if (running === null) return;
    await stop(deps, userId, running.runId).catch((error: unknown) =>
      deps.log.warn({ runId: running.runId, err: error }, 'the answer of a deleted question could not be stopped'),
    );
  });
  await Promise.race([Promise.all(stops), delay(patienceMs, undefined, { ref: false })]);
}
