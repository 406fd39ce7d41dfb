import { z } from 'zod';
import { refused, unreachable } from './account-error.ts';

const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  isAnonymous: z.boolean().nullish(),
});
export type Account = z.infer<typeof accountSchema>;

const sessionSchema = z.object({ user: accountSchema }).nullable();
const errorSchema = z.object({ code: z.string().optional(), message: z.string().optional() });
const signedUpSchema = z.object({ token: z.string().nullable() });
const offersSchema = z.object({ guests: z.boolean(), signUp: z.boolean(), google: z.boolean(), mail: z.boolean() });
/** What this installation lets people do at its door. */
export type Offers = z.infer<typeof offersSchema>;

async function call(path: string, body?: Record<string, string>): Promise<unknown> {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/api/auth/${path}`, init).catch(() => {
    throw unreachable();
  });
  const reply: unknown = await response.json().catch(() => null);
  if (response.ok) return reply;
  if (response.status >= 500) throw unreachable();
  const { code = '', message = '' } = errorSchema.safeParse(reply).data ?? {};
  throw refused(code, message);
}

/** Who is signed in in this browser; null for nobody. @throws AccountError where the server does not answer */
export async function readAccount(): Promise<Account | null> {
  const parsed = sessionSchema.safeParse(await call('get-session'));
  return parsed.success ? (parsed.data?.user ?? null) : null;
}

/** Each of these throws AccountError with the reason. */
export const readOffers = async (): Promise<Offers> => offersSchema.parse(await call('offers'));
export const signIn = (email: string, password: string) => call('sign-in/email', { email, password });
/** @returns whether the address is to be confirmed first */
export const signUp = async (name: string, email: string, password: string): Promise<{ isToConfirm: boolean }> => {
  const { token } = signedUpSchema.parse(await call('sign-up/email', { name, email, password }));
  return { isToConfirm: token === null };
};
export const signInAsGuest = () => call('sign-in/anonymous', {});
export const signOut = () => call('sign-out', {});

/** The address of Google's page that asks who it is. It sends back to the page it came from. */
export async function googleAddress(): Promise<string> {
  const back = location.pathname;
  const body = { provider: 'google', callbackURL: back, errorCallbackURL: back };
  return z.object({ url: z.string() }).parse(await call('sign-in/social', body)).url;
}

export const requestReset = (email: string) => call('request-password-reset', { email });
export const resetPassword = (token: string, newPassword: string) => call('reset-password', { token, newPassword });
export const confirmAddress = (token: string) => call(`verify-email?token=${encodeURIComponent(token)}`);

export const changeName = (name: string) => call('update-user', { name });
/** @returns the address that counts now: the old one until the link in the mail is opened */
export const changeEmail = async (newEmail: string, password: string): Promise<string> =>
  z.object({ email: z.string() }).parse(await call('change-email', { newEmail, password })).email;
export const changePassword = (currentPassword: string, newPassword: string) =>
  call('change-password', { currentPassword, newPassword });
export const deleteAccount = (password: string) => call('delete-user', { password });

/** Whether the account has a password: one that came by Google alone has none. */
export async function hasPassword(): Promise<boolean> {
  const accounts = z.array(z.object({ providerId: z.string() })).parse(await call('list-accounts'));
  return accounts.some(({ providerId }) => providerId === 'credential');
}
