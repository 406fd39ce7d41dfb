import { z } from 'zod';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { type BetterAuth, passwordLength } from './better-auth.ts';

const formSchema = z.object({
  name: z.string(),
  email: z.email().toLowerCase(),
  password: z.string().min(passwordLength.min).max(passwordLength.max),
});

/** What a guest wants to be; the password is hashed. */
export interface WantedAccount {
  name: string;
  email: string;
  hash: string;
}

/** @param form what sign-up/email takes @returns null where better-auth would refuse it */
export async function readGuestForm(auth: BetterAuth, form: unknown): Promise<WantedAccount | null> {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return null;
  const { name, email, password } = parsed.data;
  const { password: passwords } = await auth.$context;
  return { name, email, hash: await passwords.hash(password) };
}

/**
 * Makes a guest's user an account: same id, so everything stays, and same session, so nothing that runs is cut off.
 * better-auth's own way makes a second user and leaves the moving to the application.
 *
 * @returns the user; null where the address has an account, or the user is no guest any more
 */
export async function upgradeGuest(
  auth: BetterAuth,
  userId: string,
  { name, email, hash, emailVerified }: WantedAccount & { emailVerified: boolean },
) {
  const { internalAdapter } = await auth.$context;
  const guest: ({ isAnonymous?: boolean | null } & object) | null = await internalAdapter.findUserById(userId);
  if (guest?.isAnonymous !== true || (await internalAdapter.findUserByEmail(email)) !== null) return null;
  // the password first: should the server die between the two, the guest is a guest still and signs up again
  const accounts = await internalAdapter.findAccounts(userId);
  if (accounts.some((account) => account.providerId === 'credential'))
    await internalAdapter.updatePassword(userId, hash);
  else await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash });
  try {
    return await internalAdapter.updateUser(userId, { name, email, emailVerified, isAnonymous: false });
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}
