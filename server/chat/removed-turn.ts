import { appError } from '#shared/failure.ts';
import type { TerminalEvent } from '#shared/run-event.ts';
import type { ChatDeps } from './deps.ts';
import type { TurnRow } from './turn-store.ts';
import { viewOne } from './turn-view.ts';

/** How a run ends for its watchers whose turn was removed under it. @param turn as it was last seen */
export async function removedEnd(deps: ChatDeps, turn: TurnRow): Promise<TerminalEvent> {
  const error = appError('INTERRUPTED', 'The question was removed before its answer was done.');
  return { type: 'failed', turn: { ...(await viewOne(deps, turn)), status: 'failed', runId: null, error }, error };
}
