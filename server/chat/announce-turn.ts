import type { Turn } from '#shared/turn.ts';
import type { ChatDeps } from './deps.ts';
import { findTurn } from './turn-store.ts';
import { viewOne } from './turn-view.ts';

/**
 * Shows a turn as it is to all of the user's tabs. A run that ends meanwhile may have been announced before what is
 * sent here: then it is sent again, so that the last news is the newest.
 *
 * @returns the turn as it was announced last; null where it is gone
 */
export async function announceTurn(deps: ChatDeps, userId: string, turnId: string): Promise<Turn | null> {
  let announced: Turn | null = null;
  for (;;) {
    const row = await findTurn(deps.db, userId, turnId);
    if (row === null) return announced;
    const turn = await viewOne(deps, row);
    if (announced !== null && isSame(turn, announced)) return turn;
    await deps.events.publish(userId, { type: 'turn.ended', turn });
    announced = turn;
  }
}

const isSame = (a: Turn, b: Turn): boolean =>
  a.runId === b.runId &&
  a.current === b.current &&
  a.status === b.status &&
  a.answers.length === b.answers.length &&
  a.error?.code === b.error?.code;
