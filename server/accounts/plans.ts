import type { Database } from '#server/database/client.ts';
import { ensureShelf } from '#server/quota/shelf.ts';
import type { Plan } from '#shared/usage.ts';
import { findAccount } from './find-account.ts';

/**
 * Puts the account with this address on a plan.
 *
 * @throws Failure NOT_FOUND where there is no such account
 */
export async function setPlan(
  database: Database,
  email: string,
  plan: Plan,
): Promise<{ userId: string; email: string }> {
  const account = await findAccount(database, email);
  const { userId } = account;
  await ensureShelf(database.db, userId);
  await database.db.shelves.where({ userId }).update((shelf) => [shelf.plan.set(plan)]);
  return account;
}
