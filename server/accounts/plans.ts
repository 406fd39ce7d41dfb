import type { Database } from '#server/database/client.ts';
import { ensureShelf } from '#server/quota/shelf.ts';
import { Failure } from '#shared/failure.ts';
import type { Plan } from '#shared/usage.ts';

/**
 * Puts the account with this address on a plan.
 *
 * @throws Failure NOT_FOUND where there is no such account
 */
export async function setPlan({ db, native }: Database, email: string, plan: Plan): Promise<{ userId: string }> {
  const user = await native.collection('auth_users').findOne({ email: email.toLowerCase() });
  if (user === null) throw new Failure('NOT_FOUND', `There is no account with the address ${email}.`);
  const userId = String(user._id);
  await ensureShelf(db, userId);
  await db.shelves.where({ userId }).update((shelf) => [shelf.plan.set(plan)]);
  return { userId };
}
