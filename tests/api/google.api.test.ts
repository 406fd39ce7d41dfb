import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { AccountBrowser } from '#tests/harness/account-browser.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { freePort } from '#tests/harness/free-port.ts';
import { standInForGoogle } from '#tests/harness/google.ts';
import { type MailServer, startMailServer } from '#tests/harness/mail-server.ts';

const password = 'right password';
const google = standInForGoogle('its secret');
let mail: MailServer;
let app: TestApp;

beforeAll(async () => {
  mail = await startMailServer();
  app = await startTestApp({
    PORT: String(await freePort()),
    GOOGLE_CLIENT_ID: 'footnote',
    GOOGLE_CLIENT_SECRET: 'its secret',
    SMTP_URL: mail.url,
    MAIL_FROM: 'footnote@example.org',
  });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
  google[Symbol.dispose]();
});

const personOf = (email: string) => ({ sub: `google-${email}`, email, name: 'A Student', email_verified: true });
const sessionSchema = z
  .object({ user: z.object({ id: z.string(), email: z.string(), isAnonymous: z.boolean().nullish() }) })
  .nullable();
const accountOf = async (who: AccountBrowser) =>
  sessionSchema.parse(await (await who.get('/get-session')).json())?.user ?? null;

/** Goes to Google and comes back. @returns where the browser ends up */
async function byGoogle(who: AccountBrowser, person: ReturnType<typeof personOf>): Promise<string> {
  const asked = await who.post('/sign-in/social', { provider: 'google', callbackURL: '/', errorCallbackURL: '/' });
  const { url } = z.object({ url: z.string() }).parse(await asked.json());
  expect(new URL(url).host).toBe('accounts.google.com');
  const back = new URL(google.comesBack(person, url));
  const reply = await who.get(back.pathname.slice('/api/auth'.length) + back.search, 'cross-site');
  expect(reply.status).toBe(302);
  return reply.headers.get('location') ?? '';
}

async function signUp(email: string, isConfirmed: boolean): Promise<void> {
  const mine = new AccountBrowser(app.url);
  await mine.post('/sign-up/email', { name: 'A Student', email, password });
  const { link } = await mail.next(email);
  if (isConfirmed) await mine.get(`/verify-email?token=${new URL(link).searchParams.get('token') ?? ''}`);
}

test('somebody new signs in by Google, and is the same the next time; Google’s tokens are not kept', async () => {
  const [first, later] = [new AccountBrowser(app.url), new AccountBrowser(app.url)];
  expect(await (await first.get('/offers')).json()).toEqual({ guests: true, signUp: true, google: true, mail: true });
  for (const mine of [first, later]) expect(await byGoogle(mine, personOf('new@example.org'))).toBe('/');
  expect(await accountOf(first)).toMatchObject({ email: 'new@example.org' });
  expect(await accountOf(later)).toEqual(await accountOf(first));
  const rows = await app.app.database.native.collection('auth_accounts').find({ providerId: 'google' }).toArray();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
});

test('AC-04 Google does not link to an unconfirmed address, nor by one that Google has not confirmed', async () => {
  await signUp('unconfirmed@example.org', false);
  await signUp('confirmed@example.org', true);
  const mine = new AccountBrowser(app.url);
  expect(await byGoogle(mine, personOf('unconfirmed@example.org'))).toBe('/?error=account_not_linked');
  const doubtful = { ...personOf('confirmed@example.org'), email_verified: false };
  expect(await byGoogle(mine, doubtful)).toBe('/?error=account_not_linked');
  expect(await accountOf(mine)).toBeNull();

  expect(await byGoogle(mine, personOf('confirmed@example.org'))).toBe('/');
  const byPassword = new AccountBrowser(app.url);
  await byPassword.post('/sign-in/email', { email: 'confirmed@example.org', password });
  expect(await accountOf(mine)).toEqual(await accountOf(byPassword));
});

test('AC-04 who is signed in cannot tie a Google account to theirs by hand', async () => {
  await signUp('by-hand@example.org', true);
  const mine = new AccountBrowser(app.url);
  await mine.post('/sign-in/email', { email: 'by-hand@example.org', password });
  expect((await mine.post('/link-social', { provider: 'google', callbackURL: '/' })).status).toBe(404);
});

test('AC-03 a guest becomes an account by Google: same id, the same things, also on what was signed in before', async () => {
  const mine = new AccountBrowser(app.url);
  await mine.post('/sign-in/anonymous');
  const before = mine.tab();
  const guest = await accountOf(mine);
  expect(await byGoogle(mine, personOf('guest@example.org'))).toBe('/');
  for (const each of [mine, before])
    expect(await accountOf(each)).toMatchObject({ id: guest?.id, email: 'guest@example.org', isAnonymous: false });
  expect(await app.app.database.native.collection('auth_users').countDocuments({ email: 'guest@example.org' })).toBe(1);
  const later = new AccountBrowser(app.url);
  await byGoogle(later, personOf('guest@example.org'));
  expect((await accountOf(later))?.id).toBe(guest?.id);
});

test('AC-04 SIGN_UP=closed ends sign-ups by password, by Google and of guests; who has an account signs in', async () => {
  const guest = new AccountBrowser(app.url);
  await guest.post('/sign-in/anonymous');
  const form = { name: 'A Student', email: 'late@example.org', password };
  await guest.post('/sign-up/email', form);
  const { link } = await mail.next('late@example.org');
  await app.restart({ SIGN_UP: 'closed' });
  const codeOf = async (reply: Response) => [
    reply.status,
    z.object({ code: z.string() }).parse(await reply.json()).code,
  ];
  const refused = [403, 'SIGN_UP_CLOSED'];
  expect(await codeOf(await new AccountBrowser(app.url).post('/sign-up/email', form))).toEqual(refused);
  expect(await codeOf(await guest.post('/sign-up/email', form))).toEqual(refused);
  const token = new URL(link).searchParams.get('token') ?? '';
  expect(await codeOf(await guest.get(`/verify-email?token=${token}`))).toEqual(refused);
  const mine = new AccountBrowser(app.url);
  expect(await byGoogle(mine, personOf('nobody@example.org'))).toBe('/?error=signup_disabled');
  expect(await byGoogle(guest, personOf('nobody@example.org'))).toBe('/?error=signup_disabled');
  expect((await accountOf(guest))?.isAnonymous).toBe(true);
  expect(await byGoogle(mine, personOf('new@example.org'))).toBe('/');
  expect(await (await mine.get('/offers')).json()).toMatchObject({ signUp: false });
});
