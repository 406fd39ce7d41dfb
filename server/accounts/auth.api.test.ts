import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from '#server/config.ts';
import { limits } from '#shared/limits.ts';
import { openTestDatabase, type TestDatabase } from '#tests/harness/database.ts';
import { type Auth, type AuthRequest, createAuth } from './auth.ts';
import type { Credentials } from './guard.ts';
import { createOrigins } from './origins.ts';

let store: TestDatabase;
let lines: string[];

const open = async (env: Record<string, string> = {}): Promise<Auth> => {
  const config = readConfig(env);
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  return createAuth({
    database: store.database,
    config,
    origins: createOrigins(config),
    log,
    secret: 's'.repeat(32),
    removeUser: async () => {},
  });
};

beforeAll(async () => {
  lines = [];
  store = await openTestDatabase();
});
afterAll(() => store[Symbol.asyncDispose]());

const post = (auth: Auth, path: string, body: unknown, more: Partial<AuthRequest> = {}): Promise<Response> =>
  auth.answer({
    method: 'POST',
    path,
    headers: new Headers({ 'content-type': 'application/json', origin: 'http://localhost:3000' }),
    credentials: {},
    body: JSON.stringify(body),
    address: '10.0.0.1',
    ...more,
  });

const signUp = async (auth: Auth, email: string, credentials: Credentials = {}): Promise<Response> =>
  post(auth, '/sign-up/email', { name: 'A Student', email, password: 'right password' }, { credentials });
const signIn = (auth: Auth, email: string, password: string, address = '10.0.0.1'): Promise<Response> =>
  post(auth, '/sign-in/email', { email, password }, { address });
const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

describe('accounts', () => {
  test('AC-01 sign up, out and in; wrong password and unknown address answer the same', async () => {
    const auth = await open();
    const up = await signUp(auth, 'Ac01@example.org');
    expect(up.status).toBe(200);
    const cookie = cookieOf(up);
    const user = await auth.identify({ cookie });
    expect(user).toMatchObject({ email: 'ac01@example.org', name: 'A Student', guest: false });
    expect(user?.userId).toMatch(/^[0-9a-f]{24}$/);

    expect((await post(auth, '/sign-out', {}, { credentials: { cookie } })).status).toBe(200);
    expect(await auth.identify({ cookie })).toBeNull();

    const again = await signIn(auth, 'AC01@example.org', 'right password');
    expect(again.status).toBe(200);
    expect(await auth.identify({ cookie: cookieOf(again) })).toEqual(user);

    const wrong = await signIn(auth, 'ac01@example.org', 'wrong password');
    const unknown = await signIn(auth, 'nobody@example.org', 'wrong password');
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(wrong.status).toBe(401);
  });

  test('an address has one account, also when it signs up twice at once', async () => {
    const auth = await open();
    const answers = await Promise.all([signUp(auth, 'twice@example.org'), signUp(auth, 'twice@example.org')]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const users = await store.database.native.collection('auth_users').find({ email: 'twice@example.org' }).toArray();
    expect(users).toHaveLength(1);
  });

  test('a program is known by its bearer token, an invented one is nobody', async () => {
    const auth = await open();
    const { token } = z.object({ token: z.string() }).parse(await (await signUp(auth, 'program@example.org')).json());
    expect(await auth.identify({ token })).toMatchObject({ email: 'program@example.org' });
    for (const forged of ['x', `${token}x`, 'a.b', '\u0000', 'x'.repeat(1_000_000), `${token}.forged`]) {
      expect(await auth.identify({ token: forged })).toBeNull();
    }
    expect(await auth.identify({ cookie: `footnote.session_token=${token}.forged` })).toBeNull();
    expect(await auth.identify({})).toBeNull();
  });

  test('cookies are for the server only, and travel by https where it is reached by https', async () => {
    const [plain, secure] = [await open(), await open({ PUBLIC_URL: 'https://footnote.example.org' })];
    expect((await signUp(plain, 'plain@example.org')).headers.get('set-cookie')).toMatch(
      /^footnote\.\S+; .*HttpOnly; SameSite=Lax$/,
    );
    expect((await signUp(secure, 'secure@example.org')).headers.get('set-cookie')).toMatch(
      /^__Secure-footnote\.\S+; .*Secure/,
    );
  });

  test('a guest becomes an account with the same id, and what was signed in stays so', async () => {
    const auth = await open();
    const cookie = cookieOf(await post(auth, '/sign-in/anonymous', {}));
    const guest = await auth.identify({ cookie });
    expect(guest).toMatchObject({ guest: true });
    expect((await signUp(auth, 'was-guest@example.org', { cookie })).status).toBe(200);
    expect(await auth.identify({ cookie })).toMatchObject({
      userId: guest?.userId,
      guest: false,
      email: 'was-guest@example.org',
    });
    const later = await signIn(auth, 'was-guest@example.org', 'right password');
    expect(await auth.identify({ cookie: cookieOf(later) })).toMatchObject({ userId: guest?.userId });
  });

  test('AC-03 a guest who signs up twice at the same moment has one of the two accounts, with its own password', async () => {
    const auth = await open();
    for (let round = 0; round < 3; round += 1) {
      const cookie = cookieOf(await post(auth, '/sign-in/anonymous', {}));
      const forms = ['one', 'two', 'three'].map((which) => ({
        name: which,
        email: `${which}${round}@example.org`,
        password: `password of ${which}`,
      }));
      const replies = await Promise.all(
        forms.map((form) => post(auth, '/sign-up/email', form, { credentials: { cookie } })),
      );
      expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422, 422]);
      const taken = forms[replies.findIndex(({ status }) => status === 200)];
      expect(await auth.identify({ cookie })).toMatchObject({ email: taken?.email, guest: false });
      expect((await signIn(auth, taken?.email ?? '', taken?.password ?? '')).status).toBe(200);
    }
  });

  test('a guest cannot take an address that has an account', async () => {
    const auth = await open();
    await signUp(auth, 'taken@example.org');
    const cookie = cookieOf(await post(auth, '/sign-in/anonymous', {}));
    expect((await signUp(auth, 'taken@example.org', { cookie })).status).toBe(422);
    expect(await auth.identify({ cookie })).toMatchObject({ guest: true });
  });

  test('guests end with GUESTS=off and where others reach the server, and may still make an account', async () => {
    const cookie = cookieOf(await post(await open(), '/sign-in/anonymous', {}));
    const [off, everywhere, on] = [
      await open({ GUESTS: 'off' }),
      await open({ HOST: '0.0.0.0' }),
      await open({ HOST: '0.0.0.0', GUESTS: 'on' }),
    ];
    for (const auth of [off, everywhere]) {
      expect((await post(auth, '/sign-in/anonymous', {})).status).toBe(403);
      expect(await auth.identify({ cookie })).toBeNull();
      const session = await post(auth, '/get-session', undefined, {
        method: 'GET',
        body: undefined,
        credentials: { cookie },
      });
      expect(await session.json()).toBeNull();
    }
    expect(await on.identify({ cookie })).toMatchObject({ guest: true });
    expect((await signUp(off, 'no-guest@example.org', { cookie })).status).toBe(200);
    expect(await off.identify({ cookie })).toMatchObject({ email: 'no-guest@example.org' });
  });

  test('SIGN_UP=closed refuses with a reason', async () => {
    const refused = await signUp(await open({ SIGN_UP: 'closed' }), 'late@example.org');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'SIGN_UP_CLOSED' });
  });

  test('AC-02 a reset link stands in the log and ends the other sessions', async () => {
    const auth = await open({ PUBLIC_URL: 'https://footnote.example.org' });
    const cookie = cookieOf(await signUp(auth, 'forgot@example.org'));
    await post(auth, '/request-password-reset', { email: 'forgot@example.org' });
    const token = /https:\/\/footnote\.example\.org\/reset-password\?token=([\w-]+)/.exec(lines.join(''))?.[1];
    expect(token).toBeDefined();
    expect((await post(auth, '/reset-password', { token, newPassword: 'another password' })).status).toBe(200);
    expect(await auth.identify({ cookie })).toBeNull();
    expect((await signIn(auth, 'forgot@example.org', 'another password')).status).toBe(200);
  });
});

describe('wrong passwords', () => {
  test('SE-09 the 11th in a minute for one account and address is refused; others sign in undisturbed', async () => {
    const auth = await open();
    await signUp(auth, 'guessed@example.org');
    await signUp(auth, 'neighbour@example.org');
    const minuteEnd = Date.now() + 60_000;
    for (let n = 1; n <= limits.wrongPasswordsPerMinute; n++) {
      expect((await signIn(auth, 'guessed@example.org', `guess ${n}`)).status).toBe(401);
    }
    const refused = await signIn(auth, 'Guessed@example.org', 'right password');
    expect(refused.status).toBe(429);
    const { resetsAt } = z
      .object({ code: z.literal('TOO_MANY_REQUESTS'), resetsAt: z.iso.datetime() })
      .parse(await refused.json());
    expect(Date.parse(resetsAt)).toBeGreaterThanOrEqual(minuteEnd);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan((minuteEnd - Date.now()) / 1_000 - 1);
    expect((await signIn(auth, 'neighbour@example.org', 'right password')).status).toBe(200);
    expect((await signIn(auth, 'guessed@example.org', 'right password', '10.0.0.2')).status).toBe(200);
  });

  test('SE-09 guesses at the same moment do not get past the limit', async () => {
    const auth = await open();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => signIn(auth, 'burst@example.org', `guess ${n}`)),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(limits.wrongPasswordsPerMinute);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(6);
  });

  test('right passwords are not counted', async () => {
    const auth = await open();
    await signUp(auth, 'often@example.org');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn(auth, 'often@example.org', 'right password', '10.0.0.3')),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 12 }, () => 200));
  });

  test('a session that is not its owner’s cannot guess the password by changing it', async () => {
    const auth = await open();
    const cookie = cookieOf(await signUp(auth, 'lent@example.org'));
    const change = (currentPassword: string): Promise<Response> =>
      post(auth, '/change-password', { currentPassword, newPassword: 'a new password' }, { credentials: { cookie } });
    for (let n = 1; n <= limits.wrongPasswordsPerMinute; n++) expect((await change(`guess ${n}`)).status).toBe(400);
    expect((await change('right password')).status).toBe(429);
  });
});
