import { z } from 'zod';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { type BetterAuth, passwordLength } from './better-auth.ts';

const formSchema = z.object({
  name: z.string(),
  email: z.email().toLowerCase(),
  password: z.string().min(passwordLength.min).max(passwordLength.max),
});

/**
 * Makes a guest's user an account: same id, so everything stays, and same session, so nothing that runs is cut off.
 * better-auth's own way makes a second user and leaves the moving to the application.
 *
 * @param form what sign-up/email takes
 * @returns the user; 'taken' where the address has an account; 'invalid' where better-auth would refuse the form
 */
export async function upgradeGuest(auth: BetterAuth, userId: string, form: unknown) {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return 'invalid';
  const { name, email, password } = parsed.data;
  const { internalAdapter, password: passwords } = await auth.$context;
  if ((await internalAdapter.findUserByEmail(email)) !== null) return 'taken';
  const hash = await passwords.hash(password);
  // the password first: should the server die between the two, the guest is a guest still and signs up again
  const accounts = await internalAdapter.findAccounts(userId);
  if (accounts.some((account) => account.providerId === 'credential'))
    await internalAdapter.updatePassword(userId, hash);
  else await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash });
  try {
    return await internalAdapter.updateUser(userId, { name, email, emailVerified: false, isAnonymous: false });
  } catch (error) {
    if (isDuplicateKey(error)) return 'taken';
    throw error;
  }
}
