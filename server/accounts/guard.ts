import type { BetterAuth } from './better-auth.ts';
import type { User } from './user.ts';

/** What a request brings to say who is asking; the door has judged already whether its cookie counts. */
export interface Credentials {
  cookie?: string | undefined;
  /** a program's, without `Bearer` before it; where there is one, the cookie is not looked at */
  token?: string | undefined;
}

export type Identify = (credentials: Credentials) => Promise<User | null>;

export interface SignedIn {
  user: User;
  sessionToken: string;
}

const tokenForm = /^[\x21-\x7e]{1,512}$/;
const cookieForm = /^[\x20-\x7e\x80-\xff]{1,8192}$/;

/** @returns whose session it is; null for none, a forged, an ended one, and for what could not be one */
export async function readSession(auth: BetterAuth, { cookie, token }: Credentials): Promise<SignedIn | null> {
  const headers = new Headers();
  if (token !== undefined) {
    if (!tokenForm.test(token)) return null;
    headers.set('authorization', `Bearer ${token}`);
  } else if (cookie !== undefined && cookieForm.test(cookie)) headers.set('cookie', cookie);
  else return null;
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (found === null) return null;
  const { id, email, name, isAnonymous } = found.user;
  return {
    user: { userId: id, email, name, guest: isAnonymous === true, program: false },
    sessionToken: found.session.token,
  };
}
