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
  return viewUsage(free, now, readShelf(db, userId), readUsageRow(db, userId, monthOf(now), now));
}

/** The same as it is stored, whether or not something of it is to be freed or settled. */
export async function glanceAtUsage(db: Db, free: FreePlan, userId: string, now: Date): Promise<Usage> {
  return viewUsage(free, now, readShelf(db, userId), db.usage.where({ userId, month: monthOf(now) }).first());
}

async function viewUsage(
  free: FreePlan,
  now: Date,
  reading: ReturnType<typeof readShelf>,
  counting: ReturnType<typeof readUsageRow>,
): Promise<Usage> {
  const [shelf, usage] = await Promise.all([reading, counting]);
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
