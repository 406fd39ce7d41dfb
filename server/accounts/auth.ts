import type { Config } from '#server/config.ts';
import type { Database } from '#server/database/client.ts';
import type { Log } from '#server/observe/log.ts';
import { admitProgram } from './admit-program.ts';
import { makeAuthIndexes } from './auth-indexes.ts';
import { readForm } from './auth-form.ts';
import { openBetterAuth, type PasswordHashing } from './better-auth.ts';
import { type Credentials, type Identify, readSession } from './guard.ts';
import { guestsAllowed } from './guests.ts';
import { createLinks } from './links.ts';
import { openPost } from './mail/post.ts';
import type { Origins } from './origins.ts';
import { endedPasses, type Pass } from './passes.ts';
import { attemptOf, guardAttempt } from './password-routes.ts';
import { refusal } from './refusal.ts';
import { findRoute } from './routes/routes.ts';
import type { Accounts, Visit } from './routes/visit.ts';
import { isPersonalToken, withoutAccountRights } from './token-form.ts';
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
  /** Resolves when letters that were on their way are sent. */
  close(): Promise<void>;
}

interface AuthDeps {
  database: Database;
  config: Config;
  origins: Origins;
  log: Log;
  secret: string;
  passwords?: PasswordHashing | undefined;
  /** Removes everything that belongs to a user, the account first. May be repeated. */
  removeUser: (userId: string) => Promise<void>;
}

const nameForm = /^[^\p{Cc}\p{Cs}]{1,80}$/u;
/** where guests who are let in no longer still count as who they are: on the way to an account, and out */
const keepsGuests = new Set(['/sign-up/email', '/sign-in/social', '/callback/google', '/sign-out']);

export async function createAuth(deps: AuthDeps): Promise<Auth> {
  const { database, config, origins, log, secret, passwords } = deps;
  const { native } = database;
  await makeAuthIndexes(native);
  const post = await openPost(config, native, log);
  const auth = openBetterAuth({ native, origins, config, post, log, secret, passwords });
  const wrongPasswords = createWrongPasswords(native);
  const guests = guestsAllowed(config);
  const accounts: Accounts = { ...deps, auth, post, guests, links: createLinks(native) };

  async function answer(request: AuthRequest): Promise<Response> {
    if (isPersonalToken(request.credentials.token)) return refusal(401, 'UNAUTHORIZED', withoutAccountRights);
    const [path = '', search = ''] = request.path.split('?');
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
    const pass: Visit['pass'] = (instead) =>
      auth.handler(toRequest({ ...request, credentials, ...(instead && asJson(request, instead)) }, origins.main));
    const route = findRoute(request.method, path);
    const visit: Visit = { path, query: new URLSearchParams(search), form, credentials, signedIn, pass };
    const reply = () => (route === undefined ? pass() : route(accounts, visit));
    if (request.method !== 'POST') return reply();
    const attempt = attemptOf(path, form, signedIn?.user.userId, post.byMail);
    return attempt === null ? reply() : guardAttempt(wrongPasswords, attempt, request.address, reply);
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
    ended: (passes) => endedPasses(native, passes),
    close: () => post.close(),
  };
}

function asJson(request: AuthRequest, { path, body }: { path: string; body: object }) {
  const headers = new Headers(request.headers);
  headers.set('content-type', 'application/json');
  return { path, headers, body: JSON.stringify(body) };
}

function toRequest({ method, path, headers: given, credentials, body }: AuthRequest, origin: string): Request {
  const headers = new Headers(given);
  headers.delete('cookie');
  headers.delete('authorization');
  if (credentials.token !== undefined) headers.set('authorization', `Bearer ${credentials.token}`);
  else if (credentials.cookie !== undefined) headers.set('cookie', credentials.cookie);
  return new Request(`${origin}/api/auth${path}`, body === undefined ? { method, headers } : { method, headers, body });
}
