import { checkPassword } from '../check-password.ts';
import { unauthorized } from '../refusal.ts';
import type { AccountRoute } from './visit.ts';

/** Deletes the account with everything in it. When it replies nobody can sign in; the rest is swept. */
export const deleteAccount: AccountRoute = async ({ auth, removeUser }, { form, signedIn, pass }) => {
  if (signedIn === null) return unauthorized();
  const { userId } = signedIn.user;
  const refused = await checkPassword(auth, userId, form.password);
  if (refused !== null) return refused;
  await removeUser(userId);
  const { headers } = await pass({ path: '/sign-out', body: {} });
  const cookies = headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie]);
  return Response.json({ success: true }, { headers: cookies });
};
