import { isLinkToken } from '../links.ts';
import { refusal } from '../refusal.ts';
import { arrive } from './change-email.ts';
import { keepPromise } from './sign-up.ts';
import type { AccountRoute } from './visit.ts';

/** A link out of a mail was opened: a new account's, a guest's who becomes one, or that to a new address. */
export const confirm: AccountRoute = async (accounts, { query, pass }) => {
  const token = query.get('token');
  if (!isLinkToken(token)) return pass();
  const wish = await accounts.links.use(token);
  if (wish === null) return refusal(401, 'INVALID_TOKEN', 'This link was used before, or it is too old.');
  return wish.kind === 'guest' ? keepPromise(accounts, wish) : arrive(accounts, wish);
};
