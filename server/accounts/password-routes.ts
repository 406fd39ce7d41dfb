import { z } from 'zod';
import { limits } from '#shared/limits.ts';
import { refusal } from './refusal.ts';
import type { WrongPasswords } from './wrong-passwords.ts';

const signedInRoutes = new Set(['/change-password', '/verify-password', '/delete-user', '/change-email']);
const wrongCodes = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD']);
const errorSchema = z.object({ code: z.string() });

/**
 * Whose password a request tries: the address typed at sign-in, whoever has it, and the user where one is signed in.
 *
 * @param path below /api/auth
 */
export function triedAccount(path: string, email: unknown, userId: string | undefined): string | undefined {
  if (path === '/sign-in/email' && typeof email === 'string') return email.toLowerCase();
  return signedInRoutes.has(path) ? userId : undefined;
}

/** Answers a request that tries a password, or refuses it where too many wrong ones came before. */
export async function guardPassword(
  wrongPasswords: WrongPasswords,
  account: string,
  address: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const taken = await wrongPasswords.guard(account, address, async () => {
    const result = await answer();
    return { wrong: await isWrong(result), result };
  });
  if (!taken.refused) return taken.result;
  const seconds = Math.max(1, Math.ceil((taken.retryAt.getTime() - Date.now()) / 1000));
  const message = `Too many wrong passwords: ${limits.wrongPasswordsPerMinute} a minute are looked at. Try again in ${seconds} s.`;
  return refusal(
    429,
    'TOO_MANY_REQUESTS',
    message,
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
