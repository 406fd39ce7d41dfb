import { ObjectId, type Db as NativeDb } from 'mongodb';

interface NewSession {
  user: { id: string; email: string; name: string; emailVerified: boolean; createdAt: Date };
  session: { token: string };
}

const freshMs = 60_000;

/**
 * A guest who came back from Google as somebody new stays who they were: Google's account goes to the guest's user, so
 * the id and everything under it stay. Google before the user, the user before the name: cut short anywhere, nothing is
 * lost, and signing in by Google again reaches what the guest has. Who had an account already is signed in to that one,
 * and the guest's things stay the guest's.
 */
export async function googleBecomes(native: NativeDb, guestId: string, { user, session }: NewSession): Promise<void> {
  const [guest, made] = [ObjectId.createFromHexString(guestId), ObjectId.createFromHexString(user.id)];
  if (Date.now() - user.createdAt.getTime() > freshMs) return;
  const accounts = native.collection('auth_accounts');
  const [others, sessions] = await Promise.all([
    accounts.countDocuments({ userId: made, providerId: { $ne: 'google' } }),
    native.collection('auth_sessions').countDocuments({ userId: made }),
  ]);
  if (others > 0 || sessions > 1) return;
  await accounts.updateMany({ userId: made, providerId: 'google' }, { $set: { userId: guest } });
  await native.collection('auth_sessions').updateOne({ token: session.token }, { $set: { userId: guest } });
  await native.collection('auth_users').deleteOne({ _id: made });
  const { email, name, emailVerified } = user;
  await native
    .collection('auth_users')
    .updateOne({ _id: guest }, { $set: { email, name, emailVerified, isAnonymous: false, updatedAt: new Date() } });
}
