import type { Turn } from '#shared/turn.ts';
import type { ApiClient } from '../../lib/api.ts';
import { byAge, type OpenSession } from './session-cache.ts';

/** Reads a session with its newest turns, and older ones as far back as `oldest`: what was loaded once is not lost. */
export async function readSession(
  client: Pick<ApiClient, 'sessions' | 'turns'>,
  sessionId: string,
  oldest: Turn | undefined,
  signal: AbortSignal,
): Promise<OpenSession> {
  const newest = await client.sessions.get.query({ sessionId }, { signal });
  const { session } = newest;
  let { turns, nextCursor } = newest;
  const goesOn = (first = turns[0]): boolean => oldest !== undefined && first !== undefined && byAge(oldest, first) < 0;
  while (nextCursor !== null && goesOn()) {
    const older = await client.turns.list.query({ sessionId, cursor: nextCursor }, { signal });
    turns = [...older.turns, ...turns];
    nextCursor = older.nextCursor;
  }
  return { session, turns, nextCursor };
}
