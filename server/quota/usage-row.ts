import type { Db } from '#server/database/client.ts';
import type { Models } from '../../prisma/contract.d.ts';
import { freeExpired } from './free-expired.ts';
import { heal } from './heal.ts';

type UsageRow = Models.unbound_Usage;

/**
 * What a user has used in a month, with nothing in it that nobody holds any more: expired reservations are freed, runs
 * that have ended are settled.
 */
export async function readUsageRow(db: Db, userId: string, month: string, now: Date): Promise<UsageRow | null> {
  const read = async () => db.usage.where({ userId, month }).first();
  const usage = await read();
  if (usage === null) return null;
  const isFreed = await freeExpired(db, userId, month, usage.reserved, now);
  const isHealed = await heal(db, userId, month, usage.held);
  return isFreed || isHealed ? read() : usage;
}
