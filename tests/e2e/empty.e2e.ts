import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

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

test('EC-05, FE-2c without classes the page invites to create one, and does it', async () => {
  await using at = await enter(app, browser);
  await at.page.getByRole('heading', { name: 'Your first class' }).waitFor();
  await at.page.getByRole('button', { name: 'Add the sample class' }).waitFor();
  await at.page.getByRole('textbox', { name: 'Name of the class' }).fill('Cell biology');
  await at.page.getByRole('button', { name: 'Create class' }).click();
  await at.page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
  expect((await at.client.classes.list.query()).classes.map(({ name }) => name)).toEqual(['Cell biology']);
  expect(at.problems).toEqual([]);
});

test('EC-06 a class without documents invites to upload, and takes what is chosen', async () => {
  const person = await app.person();
  await person.client.classes.create.mutate({ name: 'Cell biology' });
  await using at = await enter(app, browser, { person });
  await at.page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
  const chosen = at.page.waitForEvent('filechooser');
  await at.page.getByRole('main').getByRole('button', { name: 'Upload documents' }).click();
  await (await chosen).setFiles({ name: osmosis.name, mimeType: 'text/plain', buffer: Buffer.from(osmosis.content) });
  await at.page
    .getByRole('region', { name: 'Documents' })
    .getByRole('button', { name: /^osmosis\.txt\s*1 page$/ })
    .waitFor();
  await at.page.getByRole('textbox', { name: 'Question' }).waitFor();
  expect(at.problems).toEqual([]);
});
