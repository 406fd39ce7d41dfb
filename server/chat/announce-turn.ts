import type { Turn } from '#shared/turn.ts';
import type { ChatDeps } from './deps.ts';
import { findTurn, type TurnRow } from './turn-store.ts';
import { viewOne } from './turn-view.ts';

/**
 * Shows a turn as it is to all of the user's tabs. What happens to it meanwhile, its deletion too, may have been
 * announced before what is sent here: then it is sent again, so that the last news is the newest.
 *
 * @param known how it was a moment ago
 * @returns the turn as it was announced last; null where it is gone
 */
export async function announceTurn(deps: ChatDeps, userId: string, turnId: string, known?: Turn): Promise<Turn | null> {
  let announced: Turn | null = null;
  for (;;) {
    const row = await findTurn(deps.db, userId, turnId);
    if (row === null) {
      if (announced !== null)
        await deps.events.publish(userId, { type: 'turn.deleted', sessionId: announced.sessionId, turnId });
      return null;
    }
    if (announced !== null && isSame(row, announced)) return announced;
    const turn = known !== undefined && isSame(row, known) ? known : await viewOne(deps, row);
    await deps.events.publish(userId, { type: 'turn.ended', turn });
    announced = turn;
  }
}

const isSame = (row: TurnRow, turn: Turn): boolean =>
  (row.running?.runId ?? null) === turn.runId &&
  row.current === turn.current &&
  row.status === turn.status &&
  row.answers.length === turn.answers.length &&
  row.answers.every(({ reaction }, at) => reaction === turn.answers[at]?.reaction) &&
  row.error?.code === turn.error?.code;
