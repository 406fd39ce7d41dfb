import type { Observation } from './observation.ts';
import type { Removal } from './round.ts';

/** What was deleted is gone, what was restored is there. Where several raced for the same thing, either may be. */
export function checkRemovals({ removals, turns, sessions, disturbed }: Observation): string[] {
  const isOnly = (removal: Removal) =>
    removals.every(
      (other) => other === removal || other.userId !== removal.userId || other.sessionId !== removal.sessionId,
    );
  return removals.filter(isOnly).flatMap((removal) => {
    const { userId, sessionId, turnId, deleted, restored } = removal;
    const isThere =
      turnId === null
        ? sessions.some((session) => session.userId === userId && session.sessionId === sessionId)
        : turns.some((turn) => turn.userId === userId && turn.turnId === turnId && turn.deletedAt === null);
    const name = turnId === null ? `chat ${sessionId}` : `turn ${turnId}`;
    // one that was lost on the way and sent again after the sweep finds nothing
    if (deleted === 'NOT_FOUND' && disturbed.size > 0 && !isThere) return [];
    if (deleted !== 'done') return [`deleting ${name} was refused with ${deleted}`];
    if (restored === null) return isThere ? [`${name} was deleted and is there`] : [];
    if (restored === 'done') return isThere ? [] : [`${name} was restored and is gone`];
    // with something away the restore may have come too late
    return restored === 'NOT_FOUND' && disturbed.size > 0 ? [] : [`restoring ${name} was refused with ${restored}`];
  });
}
