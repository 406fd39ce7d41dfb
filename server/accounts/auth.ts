import type { Config } from '#server/config.ts';
import type { Database } from '#server/database/client.ts';
import type { Log } from '#server/observe/log.ts';
import { admitProgram } from './admit-program.ts';
import { makeAuthIndexes } from './auth-indexes.ts';
import { type AuthForm, readForm } from './auth-form.ts';
import { openBetterAuth } from './better-auth.ts';
import { type Credentials, type Identify, readSession, type SignedIn } from './guard.ts';
import { guestsAllowed } from './guests.ts';
import { createLine } from './line.ts';
import type { Origins } from './origins.ts';
import { endedPasses, type Pass } from './passes.ts';
import { guardPassword, triedAccount } from './password-routes.ts';
import { refusal } from './refusal.ts';
import { isPersonalToken, withoutAccountRights } from './token-form.ts';
import { upgradeGuest } from './upgrade-guest.ts';
import { createWrongPasswords } from './wrong-passwords.ts';

export interface AuthRequest {
  method: string;
  /** path and query below /api/auth, as `URL` writes them: without `..` */
  path: string;
  /** all but cookie and authorization, which count only as `credentials` */
  headers: Headers;
  credentials: Credentials;
  body: string | undefined;
  /** the client's, as far as proxies are trusted */
  address: string;
}

export interface Auth {
  /** Answers what lies below /api/auth. @throws what the database throws */
  answer(request: AuthRequest): Promise<Response>;
  identify: Identify;
  /** Like `identify`, for a connection: with what it stands on, so that `ended` can tell when that is gone. */
  admit(credentials: Credentials): Promise<Pass | null>;
  /** Those of the passes that hold no longer. */
  ended<P extends Pass>(passes: readonly P[]): Promise<P[]>;
}

interface AuthDeps {
  database: Database;
  config: Config;
  origins: Origins;
  log: Log;
  secret: string;
}

const nameForm = /^[^\p{Cc}\p{Cs}]{1,80}$/u;
const signUpsAtOnce = 10;
const keepsGuests = new Set(['/sign-up/email', '/sign-out']);

export async function createAuth({ database, config, origins, log, secret }: AuthDeps): Promise<Auth> {
  await makeAuthIndexes(database.native);
  const auth = openBetterAuth(database.native, origins, log, secret);
  const wrongPasswords = createWrongPasswords(database.native);
  const guests = guestsAllowed(config);

  // one at a time per guest: two would leave the address of one with the password of the other
  const upgrades = createLine(signUpsAtOnce);
  const upgrade = (userId: string, credentials: Credentials, form: AuthForm) =>
    upgrades(userId, async () =>
      (await readSession(auth, credentials))?.user.guest === true ? upgradeGuest(auth, userId, form) : 'taken',
    );

  async function signUp(
    form: AuthForm,
    signedIn: SignedIn | null,
    credentials: Credentials,
    answer: () => Promise<Response>,
  ): Promise<Response> {
    if (config.SIGN_UP === 'closed') return refusal(403, 'SIGN_UP_CLOSED', 'This installation takes no new accounts.');
    if (signedIn?.user.guest !== true) return answer();
    const user = await upgrade(signedIn.user.userId, credentials, form);
    if (user === 'invalid') return answer();
    if (user === 'taken' || user === undefined)
      return refusal(422, 'USER_ALREADY_EXISTS', 'There is an account with this address. Sign in instead.');
    return Response.json({ token: signedIn.sessionToken, user });
  }

  async function answer(request: AuthRequest): Promise<Response> {
    if (isPersonalToken(request.credentials.token)) return refusal(401, 'UNAUTHORIZED', withoutAccountRights);
    const [path = ''] = request.path.split('?');
    const form = readForm(request.body, request.headers.get('content-type'));
    if (path === '/sign-in/anonymous' && !guests)
      return refusal(403, 'GUESTS_OFF', 'Guests are not let in here. Make an account.');
    if (typeof form.name === 'string' && !nameForm.test(form.name)) {
      return refusal(400, 'INVALID_NAME', 'A name has 1 to 80 characters.');
    }
    let credentials = request.credentials;
    let signedIn = await readSession(auth, credentials);
    if (!guests && signedIn?.user.guest === true && !keepsGuests.has(path)) {
      signedIn = null;
      credentials = {};
    }
    const pass = () => auth.handler(toRequest({ ...request, credentials }, origins.main));
    if (request.method !== 'POST') return pass();
    if (path === '/sign-up/email') return signUp(form, signedIn, credentials, pass);
    const account = triedAccount(path, form.email, signedIn?.user.userId);
    return account === undefined ? pass() : guardPassword(wrongPasswords, account, request.address, pass);
  }

  async function admit(credentials: Credentials): Promise<Pass | null> {
    const { token } = credentials;
    const pass = isPersonalToken(token) ? await admitProgram(database, token) : await admitSession(credentials);
    return pass === null || (pass.user.guest && !guests) ? null : pass;
  }

  async function admitSession(credentials: Credentials): Promise<Pass | null> {
    const signedIn = await readSession(auth, credentials);
    return signedIn && { user: signedIn.user, kind: 'session', key: signedIn.sessionToken };
  }

  return {
    answer,
    admit,
    identify: async (credentials) => (await admit(credentials))?.user ?? null,
    ended: (passes) => endedPasses(database.native, passes),
  };
}

function toRequest({ method, path, headers: given, credentials, body }: AuthRequest, origin: string): Request {
  const headers = new Headers(given);
  headers.delete('cookie');
  headers.delete('authorization');
  if (credentials.token !== undefined) headers.set('authorization', `Bearer ${credentials.token}`);
  else if (credentials.cookie !== undefined) headers.set('cookie', credentials.cookie);
  return new Request(`${origin}/api/auth${path}`, body === undefined ? { method, headers } : { method, headers, body });
}
