import { Failure } from '#shared/failure.ts';
import { terminalEventId } from '#shared/run-event.ts';
import type { AskInput, Turn } from '#shared/turn.ts';
import { ask } from './ask.ts';
import type { ChatDeps } from './deps.ts';
import { endIfDeleted } from './end-if-deleted.ts';
import { findTurn } from './turn-store.ts';
import { viewOne } from './turn-view.ts';
import { watch } from './watch.ts';

/**
 * Asks by the rules of `ask` and gives the turn once its first run has ended, however. The same call again, also on
 * another server, gives the same turn. The run goes on when whoever asked leaves.
 *
 * @param signal aborted when whoever asked has left
 * @throws Failure as `ask` does
 */
export async function askAndWait(deps: ChatDeps, userId: string, input: AskInput, signal: AbortSignal): Promise<Turn> {
  const { turnId, runId } = await endIfDeleted(deps, userId, await ask(deps, userId, input));
  for await (const { id, event } of watch(deps, userId, runId, undefined, signal)) {
    if (id !== terminalEventId || !('turn' in event)) continue;
    // it may have been answered again since
    const row = await findTurn(deps.db, userId, turnId);
    return row === null ? event.turn : viewOne(deps, row);
  }
  throw new Failure(
    'UNAVAILABLE',
    'The connection was closed before the answer was done. Ask the same again to get it.',
  );
}
