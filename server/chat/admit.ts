import type { ActiveRun } from './active-runs.ts';
import type { ChatDeps } from './deps.ts';

/**
 * Lets a new run in and counts it among the user's questions of this minute. Whoever is refused leaves nothing behind.
 *
 * @returns null where the same run is in already; nothing is counted then
 * @throws Failure TOO_MANY_REQUESTS, UNAVAILABLE
 */
export async function admit({ runs, asks }: ChatDeps, userId: string, runId: string): Promise<ActiveRun | null> {
  const active = runs.admit(userId, runId);
  if (active === null) return null;
  try {
    await asks.count(userId);
    return active;
  } catch (error) {
    runs.leave(active);
    throw error;
  }
}
