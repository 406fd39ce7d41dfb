import type { TerminalEvent } from '#shared/run-event.ts';
import { glanceAtUsage } from '#server/quota/usage.ts';
import { announceTurn } from './announce-turn.ts';
import { publishSession } from './change-session.ts';
import type { ChatDeps } from './deps.ts';
import { followSession } from './follow-session.ts';
import type { TurnRow } from './turn-store.ts';

/** Tells the user's tabs that a run ended. What cannot be told is logged: nothing waits for it. */
export async function announceEnd(
  deps: ChatDeps,
  { userId, sessionId }: Pick<TurnRow, 'userId' | 'sessionId'>,
  event: TerminalEvent,
): Promise<void> {
  try {
    await publishSession(deps, userId, sessionId);
    // as it is now: another version may have been chosen since, or the question deleted
    const turn = await announceTurn(deps, userId, event.turn.turnId, event.turn);
    if (turn === null) await followSession(deps, userId, sessionId, event.turn.turnId);
    const usage = await glanceAtUsage(deps.db, deps.free, userId, deps.clock());
    await deps.events.publish(userId, { type: 'usage.changed', usage });
  } catch (error) {
    deps.log.warn({ err: error }, 'an ended run was not announced');
  }
}
