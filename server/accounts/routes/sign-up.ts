import { createLine } from '../line.ts';
import { readSession } from '../guard.ts';
import { refusal } from '../refusal.ts';
import { readGuestForm, upgradeGuest } from '../upgrade-guest.ts';
import type { AccountRoute, Accounts, Visit } from './visit.ts';

const signUpsAtOnce = 10;
// one at a time per guest: two would leave the address of one with the password of the other
const upgrades = createLine(signUpsAtOnce);

export const closed = () => refusal(403, 'SIGN_UP_CLOSED', 'This installation takes no new accounts.');
export const taken = () =>
  refusal(422, 'USER_ALREADY_EXISTS', 'There is an account with this address. Sign in instead.');

/** Makes an account; a guest's user becomes one, at once or, where addresses are confirmed, when its link is opened. */
export const signUp: AccountRoute = async (accounts, visit) => {
  const { auth, config, post } = accounts;
  const { form, signedIn, credentials } = visit;
  if (config.SIGN_UP === 'closed') return closed();
  if (signedIn?.user.guest !== true) return post.byMail ? sameForAll(visit) : visit.pass();
  const { userId } = signedIn.user;
  const wanted = await readGuestForm(auth, form);
  if (wanted === null) return visit.pass();
  if (post.byMail) return promise(accounts, { ...wanted, userId });
  const user = await upgrades(userId, async () =>
    (await readSession(auth, credentials))?.user.guest === true
      ? upgradeGuest(auth, userId, { ...wanted, emailVerified: false })
      : null,
  );
  return user ? Response.json({ token: signedIn.sessionToken, user }) : taken();
};

/** better-auth's reply for an address that has an account differs by a field: what both have is said, no more. */
async function sameForAll({ form: { name, email }, pass }: Visit): Promise<Response> {
  const reply = await pass();
  return reply.ok ? toConfirm(name, email) : reply;
}

const toConfirm = (name: unknown, email: unknown): Response =>
  Response.json({ token: null, user: { name, email, emailVerified: false } });

/** The reply is the same for an address that has an account: its owner learns of it, nobody else does. */
async function promise(
  { auth, links, origins, post }: Accounts,
  wish: { userId: string; name: string; email: string; hash: string },
): Promise<Response> {
  const { internalAdapter } = await auth.$context;
  if ((await internalAdapter.findUserByEmail(wish.email)) === null)
    post.send('confirm', wish.email, `${origins.main}/confirm?token=${await links.make({ kind: 'guest', ...wish })}`);
  else post.send('known', wish.email, `${origins.main}/forgot-password`);
  return toConfirm(wish.name, wish.email);
}

/** A guest's link was opened. */
export async function keepPromise(
  { auth, config }: Accounts,
  wish: { userId: string; name: string; email: string; hash: string },
): Promise<Response> {
  if (config.SIGN_UP === 'closed') return closed();
  const user = await upgrades(wish.userId, () => upgradeGuest(auth, wish.userId, { ...wish, emailVerified: true }));
  return user ? Response.json({ status: true, email: user.email }) : taken();
}
