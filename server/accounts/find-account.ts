import type { Database } from '#server/database/client.ts';
import { Failure } from '#shared/failure.ts';

/**
 * The account with an address, in whatever case it is written.
 *
 * @throws Failure NOT_FOUND where there is none
 */
export async function findAccount({ native }: Database, email: string): Promise<{ userId: string; email: string }> {
  const address = email.toLowerCase();
  const user = await native.collection('auth_users').findOne({ email: address });
  if (user === null) throw new Failure('NOT_FOUND', `There is no account with the address ${email}.`);
  return { userId: String(user._id), email: address };
}
