import type { BetterAuth } from './better-auth.ts';
import { refusal } from './refusal.ts';

/**
 * Looks whether somebody who is signed in knows the account's password, before what must not happen at a screen that was
 * left open.
 *
 * @returns null where they do, or the account has none: it is Google's, or a guest's
 */
export async function checkPassword(auth: BetterAuth, userId: string, given: unknown): Promise<Response | null> {
  const { internalAdapter, password } = await auth.$context;
  const account = await internalAdapter.findCredentialAccount(userId);
  if (!account?.password) return null;
  const right =
    typeof given === 'string' &&
    given.length <= password.config.maxPasswordLength &&
    (await password.verify({ hash: account.password, password: given }));
  return right ? null : refusal(400, 'INVALID_PASSWORD', 'The password is wrong.');
}
