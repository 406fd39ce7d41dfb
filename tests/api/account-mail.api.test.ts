import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { limits } from '#shared/limits.ts';
import { AccountBrowser } from '#tests/harness/account-browser.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { type MailServer, startMailServer } from '#tests/harness/mail-server.ts';

const password = 'right password';
let mail: MailServer;
let app: TestApp;

beforeAll(async () => {
  mail = await startMailServer();
  app = await startTestApp({ SMTP_URL: mail.url, MAIL_FROM: 'Footnote <footnote@example.org>' });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

const browser = () => new AccountBrowser(app.url);
const tokenIn = (link: string): string => new URL(link).searchParams.get('token') ?? '';
const confirm = (link: string) => browser().get(`/verify-email?token=${tokenIn(link)}`);
const form = (email: string) => ({ name: 'A Student', email, password });
const codeOf = async (reply: Response) => z.object({ code: z.string() }).parse(await reply.json()).code;
const accountSchema = z.object({ user: z.object({ id: z.string(), email: z.string(), isAnonymous: z.boolean() }) });
const accountOf = async (who: AccountBrowser) => accountSchema.parse(await (await who.get('/get-session')).json()).user;

/** An account whose address is confirmed, and its owner's browser. */
async function confirmed(email: string): Promise<AccountBrowser> {
  const mine = browser();
  expect(await (await mine.post('/sign-up/email', form(email))).json()).toMatchObject({ token: null });
  expect((await confirm((await mail.next(email)).link)).status).toBe(200);
  expect((await mine.post('/sign-in/email', { email, password })).status).toBe(200);
  return mine;
}

test('an account is confirmed by a link in a mail before it can be used; asked for again, another link comes', async () => {
  const mine = browser();
  await mine.post('/sign-up/email', form('new@example.org'));
  const letter = await mail.next('new@example.org');
  expect(letter).toMatchObject({
    from: 'Footnote <footnote@example.org>',
    subject: 'Confirm your address for Footnote',
  });
  expect(letter.link).toMatch(new RegExp(`^${app.url}/confirm\\?token=`));
  const early = await mine.post('/sign-in/email', { email: 'new@example.org', password });
  expect([early.status, await codeOf(early)]).toEqual([403, 'EMAIL_NOT_VERIFIED']);
  expect((await mine.post('/sign-in/email', { email: 'new@example.org', password: 'wrong one' })).status).toBe(401);
  const again = await mail.next('new@example.org');
  expect((await confirm(again.link)).status).toBe(200);
  expect((await confirm(`${again.link}x`)).status).toBe(401);
  expect((await mine.post('/sign-in/email', { email: 'new@example.org', password })).status).toBe(200);
});

test('neither sign-up, reset nor another confirmation tells whether an address has an account', async () => {
  await confirmed('known@example.org');
  const said = async (path: string, body: (email: string) => object) => {
    const [known, unknown] = [
      await browser().post(path, body('known@example.org')),
      await browser().post(path, body('unknown@example.org')),
    ];
    const plain = async (reply: Response, email: string) => [
      reply.status,
      (await reply.text()).replaceAll(email, '…').replaceAll(/"(id|createdAt|updatedAt)":"[^"]*"/g, '"$1"'),
    ];
    expect(await plain(known, 'known@example.org')).toEqual(await plain(unknown, 'unknown@example.org'));
  };
  await said('/request-password-reset', (email) => ({ email }));
  await said('/send-verification-email', (email) => ({ email }));
  await said('/sign-up/email', form);
  expect((await mail.next('known@example.org')).subject).toMatch(/^(Choose a new password|You have an account)/);
});

test('AC-02 a reset by mail ends all other sessions, is good once, and confirms the address', async () => {
  const email = 'forgot@example.org';
  const [one, other] = [await confirmed(email), browser()];
  await other.post('/sign-in/email', { email, password });
  await browser().post('/request-password-reset', { email });
  const letter = await mail.next(email);
  expect(letter.text).toContain('signs you out everywhere else');
  const choose = (newPassword: string) =>
    browser().post('/reset-password', { token: tokenIn(letter.link), newPassword });
  expect((await choose('short')).status).toBe(400);
  expect((await choose('another password')).status).toBe(200);
  expect((await choose('a third password')).status).toBe(400);
  for (const before of [one, other]) expect((await before.query('usage.get')).status).toBe(401);
  expect((await one.post('/sign-in/email', { email, password })).status).toBe(401);
  expect((await one.post('/sign-in/email', { email, password: 'another password' })).status).toBe(200);

  const unconfirmed = 'never-confirmed@example.org';
  await browser().post('/sign-up/email', form(unconfirmed));
  await mail.next(unconfirmed);
  await browser().post('/request-password-reset', { email: unconfirmed });
  const token = tokenIn((await mail.next(unconfirmed)).link);
  await browser().post('/reset-password', { token, newPassword: 'chosen by mail' });
  expect((await browser().post('/sign-in/email', { email: unconfirmed, password: 'chosen by mail' })).status).toBe(200);
});

test('AC-03 a guest becomes an account when the link in the mail is opened: same id, same session', async () => {
  const mine = browser();
  await mine.post('/sign-in/anonymous');
  const { id } = await accountOf(mine);
  expect(await (await mine.post('/sign-up/email', form('was-guest@example.org'))).json()).toMatchObject({
    token: null,
  });
  const { link } = await mail.next('was-guest@example.org');
  expect(await accountOf(mine)).toMatchObject({ id, isAnonymous: true });
  expect((await confirm(link)).status).toBe(200);
  expect((await confirm(link)).status).toBe(401);
  expect(await accountOf(mine)).toEqual({ id, isAnonymous: false, email: 'was-guest@example.org' });
  const elsewhere = browser();
  await elsewhere.post('/sign-in/email', { email: 'was-guest@example.org', password });
  expect((await accountOf(elsewhere)).id).toBe(id);
});

test('a guest is not told that an address is taken, and does not get it', async () => {
  await confirmed('taken@example.org');
  const mine = browser();
  await mine.post('/sign-in/anonymous');
  expect(await (await mine.post('/sign-up/email', form('taken@example.org'))).json()).toMatchObject({ token: null });
  expect((await mail.next('taken@example.org')).subject).toBe('You have an account at Footnote');
  expect((await accountOf(mine)).isAnonymous).toBe(true);
});

test('another address counts once its link is opened; the old one is told; it needs the password', async () => {
  const [before, after] = ['before@example.org', 'after@example.org'];
  const mine = await confirmed(before);
  const wrong = await mine.post('/change-email', { newEmail: after, password: 'wrong password' });
  expect([wrong.status, await codeOf(wrong)]).toEqual([400, 'INVALID_PASSWORD']);
  const replies = [];
  for (const newEmail of [after, 'known@example.org'])
    replies.push(await (await mine.post('/change-email', { newEmail, password })).text());
  expect(replies[0]).toBe(replies[1]);
  expect((await accountOf(mine)).email).toBe(before);
  // the later wish was for an address that is taken: the earlier link still counts
  expect((await confirm((await mail.next(after)).link)).status).toBe(200);
  expect((await accountOf(mine)).email).toBe(after);
  expect((await mail.next(before)).subject).toContain('was changed');
});

test('SE-09 letters to one address are asked for so often and no more, whether or not there is an account', async () => {
  // a sign-up asks for a letter, too
  await confirmed('flooded@example.org');
  await browser().post('/sign-up/email', form('nobody-there@example.org'));
  for (const email of ['flooded@example.org', 'nobody-there@example.org']) {
    const replies = [];
    for (let n = 1; n <= limits.wrongPasswordsPerMinute; n++)
      replies.push((await browser().post('/request-password-reset', { email })).status);
    expect(replies).toEqual([...Array.from({ length: limits.wrongPasswordsPerMinute - 1 }, () => 200), 429]);
  }
  await app.restart();
  // one to confirm, and five more of nine: what is beyond is dropped
  expect(mail.letters.filter(({ to }) => to === 'flooded@example.org')).toHaveLength(6);
});
