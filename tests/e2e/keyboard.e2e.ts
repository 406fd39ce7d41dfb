import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { tabTo } from '#tests/harness/keyboard.ts';
import { viewerOf } from '#tests/harness/viewer.ts';
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

test('FE-9 Enter sends, Shift+Enter makes a line, Escape stops', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const composer = page.getByRole('textbox', { name: 'Question' });
  await composer.and(page.locator(':focus')).waitFor();
  const called = app.model.nextCall();
  await page.keyboard.type('What is');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('osmosis?');
  expect(await composer.inputValue()).toBe('What is\nosmosis?');
  expect(app.model.calls.length).toBe(0);
  await page.keyboard.press('Enter');

  const call = await called;
  const turn = page.getByRole('article').first();
  expect(await turn.getByRole('heading').innerText()).toBe('What is\nosmosis?');
  call.send('Water moves [1] ');
  await turn.locator('.prose').getByText('Water moves').waitFor();
  await page.keyboard.press('Escape');
  await call.closed;
  await turn.getByText('Stopped here.').waitFor();
  await page.getByRole('button', { name: 'Send' }).waitFor();
  expect(at.problems).toEqual([]);
});

test('FE-9 by keyboard alone: the way of a newcomer', async () => {
  await using window = await browser.window();
  const { page, problems } = await window.open(app.url);
  await tabTo(page, 'Try as guest');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your first class' }).waitFor();
  await tabTo(page, 'Name of the class');
  await page.keyboard.type('Cell biology');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nothing to read yet' }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, 'Upload documents');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: osmosis.name, mimeType: 'text/plain', buffer: Buffer.from(osmosis.content) });
  await page.getByRole('button', { name: /^osmosis\.txt\s*1 page$/ }).waitFor();

  const question = 'What is osmosis?';
  app.model.next({ pieces: ['Water moves [1].'] });
  await tabTo(page, 'Question');
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
  await whole(page, question);
  await turnOf(page, question).getByRole('button', { name: 'Footnote 1: osmosis.txt, page 1' }).first().waitFor();

  await tabTo(page, 'Footnote 1: osmosis.txt, page 1');
  await page.keyboard.press('Enter');
  await viewerOf(page).getByText('the diffusion of water').waitFor();
  await tabTo(page, 'Close the source');
  await page.keyboard.press('Enter');
  await viewerOf(page).waitFor({ state: 'detached' });

  await tabTo(page, 'Good answer');
  await page.keyboard.press('Space');
  await turnOf(page, question).getByRole('button', { name: 'Good answer', pressed: true }).waitFor();
  await tabTo(page, /^Choose a class/);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'New class' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await tabTo(page, 'New chat');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cell biology' }).waitFor();
  expect(problems).toEqual([]);
});
