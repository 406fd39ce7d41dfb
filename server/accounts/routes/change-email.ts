import { z } from 'zod';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { checkPassword } from '../check-password.ts';
import { refusal, unauthorized } from '../refusal.ts';
import { taken } from './sign-up.ts';
import type { AccountRoute, Accounts } from './visit.ts';

const addressSchema = z.email().toLowerCase();

/**
 * Moves an account to another address: at once, or, where mail is set, when the link that goes there is opened. The reply
 * is then the same for an address that has an account. An account with a password asks for it.
 */
export const changeEmail: AccountRoute = async (accounts, { form, signedIn }) => {
  if (signedIn === null || signedIn.user.guest) return unauthorized();
  const { auth, links, origins, post } = accounts;
  const { userId } = signedIn.user;
  const address = addressSchema.safeParse(form.newEmail);
  if (!address.success) return refusal(400, 'INVALID_EMAIL', 'This is no e-mail address.');
  const refused = await checkPassword(auth, userId, form.password);
  if (refused !== null) return refused;
  const email = address.data;
  if (email === signedIn.user.email) return Response.json({ status: true, email });
  if (!post.byMail) return move(accounts, { userId, email, emailVerified: false });
  const { internalAdapter } = await auth.$context;
  if ((await internalAdapter.findUserByEmail(email)) === null) {
    const token = await links.make({ kind: 'address', userId, email });
    post.send('newAddress', email, `${origins.main}/confirm?token=${token}`);
  } else post.send('known', email, `${origins.main}/forgot-password`);
  return Response.json({ status: true, email: signedIn.user.email });
};

/** The link to a new address was opened. The old one is told. */
export async function arrive(accounts: Accounts, wish: { userId: string; email: string }): Promise<Response> {
  const { internalAdapter } = await accounts.auth.$context;
  const before = await internalAdapter.findUserById(wish.userId);
  const reply = await move(accounts, { ...wish, emailVerified: true });
  if (reply.ok && before !== null) accounts.post.send('addressChanged', before.email, accounts.origins.main);
  return reply;
}

async function move(
  { auth }: Accounts,
  { userId, ...change }: { userId: string; email: string; emailVerified: boolean },
): Promise<Response> {
  const { internalAdapter } = await auth.$context;
  if ((await internalAdapter.findUserByEmail(change.email)) !== null) return taken();
  try {
    await internalAdapter.updateUser(userId, change);
    return Response.json({ status: true, email: change.email });
  } catch (error) {
    if (isDuplicateKey(error)) return taken();
    throw error;
  }
}
