import { changeEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { confirm } from './confirm.ts';
import { deleteAccount } from './delete-account.ts';
import { offers } from './offers.ts';
import { signUp } from './sign-up.ts';
import { updateName } from './update-name.ts';
import type { AccountRoute } from './visit.ts';

/** What is answered here, or around better-auth's answer; everything else is better-auth's. */
const routes = new Map<string, AccountRoute>([
  ['GET /offers', offers],
  ['GET /verify-email', confirm],
  ['POST /sign-up/email', signUp],
  ['POST /update-user', updateName],
  ['POST /change-email', changeEmail],
  ['POST /change-password', changePassword],
  ['POST /delete-user', deleteAccount],
]);

/** @param path below /api/auth, without the query */
export const findRoute = (method: string, path: string): AccountRoute | undefined => routes.get(`${method} ${path}`);
