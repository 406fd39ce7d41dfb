import { z } from 'zod';
import { copy } from '../../copy/en.ts';

const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isAnonymous: z.boolean().nullish(),
});
export type Account = z.infer<typeof accountSchema>;

const sessionSchema = z.object({ user: accountSchema }).nullable();
const errorSchema = z.object({ code: z.string().optional(), message: z.string().optional() });

/** Refused by the account routes; the message is meant for the user. */
export class AccountError extends Error {}

const messages: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: copy.account.wrong,
  USER_ALREADY_EXISTS: copy.account.taken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: copy.account.taken,
};

async function call(path: string, body?: Record<string, string>): Promise<unknown> {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/api/auth/${path}`, init).catch(() => {
    throw new AccountError(copy.account.unreachable);
  });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply;
  const { code = '', message = '' } = errorSchema.safeParse(reply).data ?? {};
  if (path === 'sign-in/anonymous' && (response.status === 403 || response.status === 404)) {
    throw new AccountError(copy.account.guestsOff);
  }
  if (response.status >= 500) throw new AccountError(copy.account.unreachable);
  throw new AccountError(messages[code] ?? (message || copy.unexpected));
}

/** Who is signed in in this browser; null for nobody. @throws AccountError where the server does not answer */
export async function readAccount(): Promise<Account | null> {
  const parsed = sessionSchema.safeParse(await call('get-session'));
  return parsed.success ? (parsed.data?.user ?? null) : null;
}

/** Each throws AccountError with the reason. */
export const signIn = (email: string, password: string) => call('sign-in/email', { email, password });
export const signUp = (name: string, email: string, password: string) =>
  call('sign-up/email', { name, email, password });
export const signInAsGuest = () => call('sign-in/anonymous', {});
export const signOut = () => call('sign-out', {});
