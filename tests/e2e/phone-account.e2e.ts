import { expect, test } from 'vitest';
import { startTestApp } from '#tests/harness/app.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { osmosis } from '#tests/harness/documents.ts';
import { overhang, phone } from '#tests/harness/phone.ts';

const given = 'a password of hers';

test('FE-11 at 360 px, by touch: an account is made, a class begun, filled, renamed and deleted; settings, theme, token, sign-out', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  await using window = await browser.window(phone);
  const { page, problems } = await window.open(app.url);
  const fits = async (): Promise<void> => {
    expect(await overhang(page)).toBe(0);
  };
  await page.getByRole('button', { name: 'Forgot it?' }).tap();
  await page.getByRole('button', { name: 'Send the link' }).waitFor();
  await fits();
  await page.getByRole('button', { name: 'Back to signing in' }).tap();
  await page.getByRole('button', { name: 'New here? Create an account' }).tap();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill(given);
  await fits();
  await page.getByRole('button', { name: 'Create account' }).tap();

  await page.getByRole('textbox', { name: 'Name of the class' }).fill('Cell biology');
  await fits();
  await page.getByRole('button', { name: 'Create class' }).tap();
  await page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload documents' }).tap();
  await (await chooser).setFiles({ name: osmosis.name, mimeType: 'text/plain', buffer: Buffer.from(osmosis.content) });
  await page.getByText('1 document · 1 page').waitFor();
  await fits();

  await page.getByRole('button', { name: 'Show library and chats' }).tap();
  const ofClass = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: /^Choose a class/ }).tap();
    await fits();
    await page.getByRole('menuitem', { name: item }).tap();
  };
  await ofClass('Rename class');
  await page.getByRole('textbox', { name: 'Name of the class' }).fill('Cells');
  await page.getByRole('button', { name: 'Save' }).tap();
  await page.getByRole('button', { name: 'Choose a class: Cells' }).waitFor();
  await ofClass('Delete class');
  await fits();
  await page
    .getByRole('dialog', { name: /^Delete/ })
    .getByRole('button', { name: 'Delete class' })
    .tap();
  await page.getByRole('button', { name: 'Undo' }).tap();
  await page.getByText('1 document · 1 page').waitFor();

  await page.goto(`${app.url}/account`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada L.');
  await page.getByRole('button', { name: 'Save' }).tap();
  await page.getByText('Your name is changed.').first().waitFor();
  await fits();
  await page.getByText('Dark', { exact: true }).tap();
  await page.getByLabel('What it is for').fill('A script');
  await page.getByRole('button', { name: 'Create token' }).tap();
  await page.getByLabel('Token “A script”').waitFor();
  await fits();
  await page.getByRole('button', { name: 'Delete everything' }).tap();
  await fits();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).tap();
  await page.getByRole('button', { name: 'Sign out' }).tap();
  await page.getByRole('form', { name: 'Sign in' }).waitFor();
  expect(problems).toEqual([]);
});
