import { z } from 'zod';
import { limits } from '#shared/limits.ts';
import type { AuthForm } from './auth-form.ts';
import { refusal } from './refusal.ts';
import type { WrongPasswords } from './wrong-passwords.ts';

const signedInRoutes = new Set(['/change-password', '/verify-password', '/delete-user', '/change-email']);
const mailingRoutes = new Set(['/request-password-reset', '/send-verification-email']);
const wrongCodes = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD']);
const errorSchema = z.object({ code: z.string() });

/** What a request tries that may be tried only so often. */
export interface Attempt {
  /** whose it is, as far as can be told */
  account: string;
  /** a wrong password counts, a right one does not; of letters that somebody has sent each counts */
  what: 'password' | 'letter';
}

/**
 * Whose password a request tries: the address typed at sign-in, whoever has it, and the user where one is signed in. Or
 * to whom it has a letter sent, whether or not there is such an account.
 *
 * @param path  below /api/auth
 * @param mails whether a sign-up sends a letter
 */
export function attemptOf(path: string, form: AuthForm, userId: string | undefined, mails: boolean): Attempt | null {
  const email = typeof form.email === 'string' ? form.email.toLowerCase() : undefined;
  if (path === '/sign-in/email' && email !== undefined) return { account: email, what: 'password' };
  if ((mailingRoutes.has(path) || (mails && path === '/sign-up/email')) && email !== undefined)
    return { account: `letters to ${email}`, what: 'letter' };
  return signedInRoutes.has(path) && userId !== undefined ? { account: userId, what: 'password' } : null;
}

/** Answers a request that tries something, or refuses it where too many came before. */
export async function guardAttempt(
  wrongPasswords: WrongPasswords,
  { account, what }: Attempt,
  address: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const taken = await wrongPasswords.guard(account, address, async () => {
    const result = await answer();
    return { wrong: what === 'letter' || (await isWrong(result)), result };
  });
  if (!taken.refused) return taken.result;
  const seconds = Math.max(1, Math.ceil((taken.retryAt.getTime() - Date.now()) / 1000));
  const tooMany =
    what === 'letter'
      ? 'That was asked for too often.'
      : `Too many wrong passwords: ${limits.wrongPasswordsPerMinute} a minute are looked at.`;
  return refusal(
    429,
    'TOO_MANY_REQUESTS',
    `${tooMany} Try again in ${seconds} s.`,
    { resetsAt: taken.retryAt.toISOString() },
    { 'retry-after': `${seconds}` },
  );
}

async function isWrong(response: Response): Promise<boolean> {
  if (response.status !== 401 && response.status !== 400) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return wrongCodes.has(errorSchema.safeParse(body).data?.code ?? '');
}
