import { ObjectId } from 'mongodb';
import { unauthorized } from '../refusal.ts';
import type { AccountRoute } from './visit.ts';

/** Changes the password and ends all other sessions; this one goes on, with what is open on it. */
export const changePassword: AccountRoute = async ({ database }, { form, signedIn, path, pass }) => {
  if (signedIn === null) return unauthorized();
  const { currentPassword, newPassword } = form;
  const reply = await pass({ path, body: { currentPassword, newPassword } });
  if (!reply.ok) return reply;
  const userId = ObjectId.createFromHexString(signedIn.user.userId);
  await database.native.collection('auth_sessions').deleteMany({ userId, token: { $ne: signedIn.sessionToken } });
  return reply;
};
