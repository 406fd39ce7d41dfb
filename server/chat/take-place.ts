import { type Place, reserve } from '#server/quota/reserve.ts';
import { readShelf } from '#server/quota/shelf.ts';
import { limitsOf } from '#server/quota/usage.ts';
import type { ChatDeps } from './deps.ts';

/** Takes a place in the user's month for a run. @throws Failure QUOTA_EXCEEDED */
export async function takePlace({ db, free }: ChatDeps, userId: string, runId: string, now: Date): Promise<Place> {
  const { plan } = await readShelf(db, userId);
  return reserve(db, userId, runId, limitsOf(plan, free).chats, now);
}
