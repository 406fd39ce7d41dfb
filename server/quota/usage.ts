import type { Plan, Usage } from '#shared/usage.ts';
import type { Db } from '#server/database/client.ts';
import { monthOf, resetsAt } from './month.ts';
import { readShelf } from './shelf.ts';
import { readUsageRow } from './usage-row.ts';

/** What the free plan allows: answers per UTC month, stored documents. */
export interface FreePlan {
  chats: number;
  documents: number;
}

/** A plan's limits; null for none. */
export const limitsOf = (plan: Plan, free: FreePlan): { chats: number | null; documents: number | null } =>
  plan === 'premium' ? { chats: null, documents: null } : free;

/** What a user has used; the first look in a new month shows 0. */
export async function readUsage(db: Db, free: FreePlan, userId: string, now: Date): Promise<Usage> {
  const month = monthOf(now);
  const [shelf, usage] = await Promise.all([readShelf(db, userId), readUsageRow(db, userId, month, now)]);
  const limits = limitsOf(shelf.plan, free);
  return {
    plan: shelf.plan,
    chats: {
      used: usage?.used ?? 0,
      held: (usage?.reserved.length ?? 0) + (usage?.held.length ?? 0),
      limit: limits.chats,
      resetsAt: resetsAt(now).toISOString(),
    },
    documents: { used: shelf.documents, limit: limits.documents },
  };
}
