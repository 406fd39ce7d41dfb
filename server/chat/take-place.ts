import { type Place, reserve } from '#server/quota/reserve.ts';
import { readShelf } from '#server/quota/shelf.ts';
import { limitsOf } from '#server/quota/usage.ts';
import { Failure } from '#shared/failure.ts';
import type { ChatDeps } from './deps.ts';

/** Takes a place in the user's month for a run. @throws Failure QUOTA_EXCEEDED */
export async function takePlace(deps: ChatDeps, userId: string, runId: string, now: Date): Promise<Place> {
  const { db, free, metrics } = deps;
  const { plan } = await readShelf(db, userId);
  try {
    return await reserve(db, userId, runId, limitsOf(plan, free).chats, now);
  } catch (error) {
    if (error instanceof Failure && error.app.code === 'QUOTA_EXCEEDED') metrics.quotaRefused();
    throw error;
  }
}
