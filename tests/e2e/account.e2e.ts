import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { askHere, turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { password, signUp } from '#tests/harness/connect.ts';
import { dataOfTest } from '#tests/harness/data-of-test.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { startServerProcess } from '#tests/harness/server-process.ts';
import { enter } from '#tests/harness/web-person.ts';

/** of the sample class */
const sampled = 'What happens to memories during deep sleep?';
const manifestSchema = z.object({
  icons: z.array(z.object({ src: z.string(), type: z.string(), sizes: z.string() })),
});
const data = dataOfTest();
let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const openAccount = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Account and settings' }).click();
  await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
};
const atDoor = (page: Page) => page.getByRole('form', { name: 'Sign in' }).waitFor();
const signInHere = async (page: Page, email: string, word: string): Promise<void> => {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(word);
  await page.keyboard.press('Enter');
};
/** What the browser alone complains of: it writes every refused request to its console. */
const real = (problems: readonly string[]) => problems.filter((said) => !said.startsWith('Failed to load resource'));

test('AC-01 sign up, out and in: by keyboard, with the reason for a refusal at its field', async () => {
  await using window = await browser.window();
  const { page, problems } = await window.open(app.url);
  await page.getByRole('button', { name: 'New here? Create an account' }).click();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill('a password of hers');
  expect(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete')).toBe('new-password');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your first class' }).waitFor();
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await atDoor(page);

  await signInHere(page, 'ada@example.org', 'not her password');
  const field = page.getByLabel('Password', { exact: true });
  await page.getByText('E-mail or password is wrong.').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await page.getByRole('button', { name: 'Show the password' }).click();
  expect(await field.getAttribute('type')).toBe('text');
  await field.fill('a password of hers');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your first class' }).waitFor();
  expect(real(problems)).toEqual([]);
});

test('what was searched for and what could be taken back go with who signs out', async () => {
  const [person, next] = [await app.person(), await app.person()];
  const { classId } = await classWith(app, person, [osmosis]);
  await next.client.classes.create.mutate({ name: 'Geography' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await page.getByRole('button', { name: `More for ${osmosis.name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  const search = page.getByRole('textbox', { name: 'Search chats and pages' });
  await search.fill('private words');
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await atDoor(page);
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  expect(await page.getByText('was deleted').count()).toBe(0);

  await signInHere(page, next.email, password);
  await page.getByRole('button', { name: /^Account:/ }).waitFor();
  await page.getByRole('link', { name: 'Footnote' }).first().click();
  expect(await search.inputValue()).toBe('');
});

test('AC-02 a new password by the link in the server’s log; it signs out everywhere else and says so', async () => {
  await using server = await startServerProcess({ ...data.env, LOG_LEVEL: 'info' });
  const email = 'forgetful@example.org';
  await signUp(server.url, { email });
  await using elsewhere = await browser.window();
  const other = await elsewhere.open(server.url);
  await signInHere(other.page, email, password);
  await other.page.getByRole('heading', { name: 'Your first class' }).waitFor();

  await using window = await browser.window();
  const { page, problems } = await window.open(server.url);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Forgot it?' }).click();
  expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Ask for your link' }).waitFor();
  const linkIn = () => /"link":"([^"]+reset-password[^"]+)"/.exec(server.output)?.[1];
  await expect.poll(linkIn).toBeDefined();
  await page.goto(linkIn() ?? '');
  await page.getByText('It signs you out everywhere else.').waitFor();
  await page.getByLabel('New password', { exact: true }).fill('a new password');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByText('You were signed out everywhere.').waitFor();
  await other.page.getByRole('form', { name: 'Sign in' }).waitFor();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signInHere(page, email, 'a new password');
  await page.getByRole('heading', { name: 'Your first class' }).waitFor();

  await page.goto(linkIn() ?? '');
  await page.getByLabel('New password', { exact: true }).fill('yet another one');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
  await page.getByRole('button', { name: 'Ask for another link' }).click();
  expect(real(problems)).toEqual([]);
});

test('AC-03 a guest makes an account while an answer is being written: the answer goes on, nothing is lost', async () => {
  await using window = await browser.window();
  const { page, problems } = await window.open(app.url);
  await page.getByRole('button', { name: 'Try as guest' }).click();
  await page.getByRole('button', { name: 'Add the sample class' }).click();
  await page.getByText('3 documents · 23 pages').waitFor();
  app.model.next('by hand');
  await askHere(page, sampled);
  const call = await app.model.nextCall();
  call.send('Water moves ');
  await turnOf(page, sampled).getByText('Water moves').waitFor();

  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Create an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Once a guest');
  await dialog.getByLabel('E-mail').fill('once-a-guest@example.org');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('button', { name: 'Account: Once a guest' }).waitFor();
  await turnOf(page, sampled).getByText('Water moves').waitFor();
  call.send('through a membrane.').finish();
  await whole(page, sampled);
  await turnOf(page, sampled).getByText('Water moves through a membrane.').waitFor();
  expect(real(problems)).toEqual([]);

  await using elsewhere = await browser.window();
  const other = await elsewhere.open(app.url);
  await signInHere(other.page, 'once-a-guest@example.org', password);
  await turnOf(other.page, sampled).getByText('Water moves through a membrane.').waitFor();
});

test('AC-05 a personal token is shown once, lets a program in, and no more once it is revoked', async () => {
  await using at = await enter(app, browser, { path: '/account' });
  const { page } = at;
  await page.getByLabel('What it is for').fill('A script');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await page.getByLabel('Token “A script”').inputValue();
  expect(token).toMatch(/^fn_/);
  expect(await app.overHttp(token).usage.get.query()).toMatchObject({ plan: 'free' });
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await page.getByText('never used').or(page.getByText('last used')).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke: A script' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('A script').waitFor({ state: 'detached' });
  await expect(app.overHttp(token).usage.get.query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } });
  expect(at.problems).toEqual([]);
});

test('name, address and password are changed; other devices are signed out, this one goes on', async () => {
  await using at = await enter(app, browser);
  const { page, client } = at;
  await openAccount(page);
  await page.getByRole('textbox', { name: 'Name' }).fill('Another Name');
  await page.getByRole('form', { name: 'Name' }).getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your name is changed.').first().waitFor();

  const email = `new-${at.email}`;
  const address = page.getByRole('form', { name: 'Change e-mail' });
  await address.getByLabel('New e-mail').fill(email);
  await address.getByLabel('Current password').fill('wrong password');
  await address.getByRole('button', { name: 'Change e-mail' }).click();
  await address.getByText('The password is wrong.').waitFor();
  await address.getByLabel('Current password').fill(password);
  await address.getByRole('button', { name: 'Change e-mail' }).click();
  await page.getByText(`Your account is reached by ${email}.`).waitFor();

  const word = page.getByRole('form', { name: 'Change password' });
  await word.getByLabel('Current password').fill(password);
  await word.getByLabel('New password', { exact: true }).fill('another password');
  await word.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('All other devices are signed out.').first().waitFor();
  await expect(client.usage.get.query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } });
  await page.reload();
  await page.getByText(`Your account is reached by ${email}.`).waitFor();

  await page.getByRole('radio', { name: 'Dark' }).check();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await using elsewhere = await browser.window();
  const other = await elsewhere.open(app.url);
  await signInHere(other.page, email, 'another password');
  await other.page.getByRole('button', { name: 'Account: Another Name' }).waitFor();
});

test('DL-04 everything is deleted from the account page: a word, the password, then the door', async () => {
  await using at = await enter(app, browser);
  const { page } = at;
  await openAccount(page);
  await page.getByRole('button', { name: 'Delete everything' }).click();
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: 'Delete everything' });
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByLabel('Type “delete” to go on').fill('delete');
  await dialog.getByLabel('Password', { exact: true }).fill('wrong password');
  await go.click();
  await dialog.getByText('The password is wrong.').waitFor();
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await go.click();
  await atDoor(page);
  await page.getByText('Your account and everything in it is deleted.').first().waitFor();
  await signInHere(page, at.email, password);
  await page.getByText('E-mail or password is wrong.').waitFor();
});

test('it can be installed: manifest, icons and their types', async () => {
  await using window = await browser.window();
  const { page, problems } = await window.open(app.url);
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = await fetch(new URL(href ?? '', app.url));
  expect(manifest.headers.get('content-type')).toBe('application/manifest+json');
  const { icons } = manifestSchema.parse(await manifest.json());
  expect(icons.map(({ sizes }) => sizes)).toEqual(['any', '192x192', '512x512', '512x512']);
  for (const { src, type } of [...icons, { src: '/icons/apple-touch.png', type: 'image/png' }]) {
    const icon = await fetch(new URL(src, app.url));
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
    expect((await icon.arrayBuffer()).byteLength).toBeLessThan(16_000);
  }
  const session = await window.context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // a test's window keeps nothing, as a private one
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  expect(problems).toEqual([]);
});
