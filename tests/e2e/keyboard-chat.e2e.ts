import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { tabTo, takeItem } from '#tests/harness/keyboard.ts';
import { viewerOf } from '#tests/harness/viewer.ts';
import { enter, type WebPerson } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const density = { name: 'density.txt', content: 'Density is mass per volume. Ice is less dense than water.' };
let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  app.model.always({ pieces: ['Water moves [1].'] });
});
beforeEach(() => app.passMinute());
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

/** Somebody with two documents and an answer, who looks at it. */
async function reader(): Promise<WebPerson> {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis, density]);
  const { sessionId } = await askToEnd(person.client, { text: question, classId });
  const at = await enter(app, browser, { person, path: `/class/${classId}/chat/${sessionId}` });
  await whole(at.page, question);
  return at;
}

test('FE-9 by keyboard alone: an answer is written again, switched, copied as Markdown; its question is changed, and deleted with undo', async () => {
  await using at = await reader();
  const { page } = at;
  const turn = turnOf(page, question);
  await at.window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await turn.getByRole('button', { name: 'Copy answer' }).focus();
  app.model.next({ pieces: ['Other words [1].'] });
  await tabTo(page, 'Answer again');
  await page.keyboard.press('Enter');
  await turn.getByText('Version 2 of 2', { exact: true }).waitFor();
  await tabTo(page, 'Version before');
  await page.keyboard.press('Enter');
  await turn.getByText('Version 1 of 2', { exact: true }).waitFor();

  await tabTo(page, 'More for this question');
  await takeItem(page, 'Copy as Markdown');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Water moves[^1]');
  await turn.getByRole('button', { name: 'More for this question' }).and(page.locator(':focus')).waitFor();
  await takeItem(page, 'Edit question');
  await page.getByRole('textbox', { name: 'Edit question' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Where does the water go?');
  await page.keyboard.press('Enter');
  await whole(page, 'Where does the water go?');
  await turn.waitFor({ state: 'detached' });

  await tabTo(page, 'More for this question');
  await takeItem(page, 'Delete question');
  await turnOf(page, 'Where does the water go?').waitFor({ state: 'detached' });
  await page.keyboard.press('F8');
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await whole(page, 'Where does the water go?');
  expect(at.problems).toEqual([]);
});

test('FE-9 by keyboard alone: documents are chosen by @, presets asked, the source searched and closed', async () => {
  await using at = await reader();
  const { page } = at;
  const composer = page.getByRole('textbox', { name: 'Question' });
  await composer.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('@');
  await page.getByRole('option', { name: density.name }).waitFor();
  await page.keyboard.type('dens');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Chosen documents' }).getByText(density.name).waitFor();
  await composer.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('What is density?');
  await page.keyboard.press('Enter');
  await whole(page, 'What is density?');
  await tabTo(page, 'Find a quote about…');
  await page.keyboard.press('Enter');
  await composer.and(page.locator(':focus')).waitFor();
  expect(await composer.inputValue()).toBe('Find a quote about ');

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog', { name: 'Go to' }).waitFor();
  await page.keyboard.type('osmosis.t');
  await page.getByRole('option', { name: osmosis.name, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await viewerOf(page).getByText('the diffusion of water').waitFor();
  await tabTo(page, 'Search in this document');
  await page.keyboard.press('Enter');
  await page.keyboard.type('wilts');
  await viewerOf(page).getByRole('list', { name: 'Places found' }).getByRole('button').waitFor();
  await page.keyboard.press('Escape');
  await viewerOf(page).getByRole('search').waitFor({ state: 'detached' });
  await tabTo(page, 'Close the source');
  await page.keyboard.press('Enter');
  await viewerOf(page).waitFor({ state: 'detached' });
  expect(at.problems).toEqual([]);
});

test('FE-9 by keyboard alone: chats and documents are walked through, renamed, deleted and taken back; what is searched for is opened', async () => {
  await using at = await reader();
  const { page } = at;
  const chats = page.getByRole('region', { name: 'Chats', exact: true });
  const documents = page.getByRole('region', { name: 'Documents' });
  await tabTo(page, new RegExp(`^${density.name}`));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name of the document' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('water.txt');
  await page.keyboard.press('Enter');
  await documents.getByRole('button', { name: /^water\.txt/ }).waitFor();

  await tabTo(page, question);
  await page.keyboard.press('Delete');
  await chats.getByRole('link', { name: question }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  await page.keyboard.press('F8');
  await tabTo(page, 'Undo');
  await page.keyboard.press('Enter');
  await whole(page, question);

  await tabTo(page, 'Search chats and pages');
  await page.keyboard.type('wilts');
  await page.getByRole('region', { name: 'water.txt' }).getByRole('button').first().waitFor();
  await tabTo(page, /wilts/);
  await page.keyboard.press('Enter');
  await viewerOf(page).locator('mark', { hasText: 'wilts' }).waitFor();
  expect(at.problems).toEqual([]);
});

test('FE-9 by keyboard alone: the account is named anew, gets a token and another theme, and is left', async () => {
  await using at = await reader();
  const { page } = at;
  await tabTo(page, /^Account:/);
  await takeItem(page, 'Account and settings');
  await page.getByRole('form', { name: 'Change password' }).waitFor();
  await tabTo(page, 'Name');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await page.getByText('Your name is changed.').first().waitFor();
  await tabTo(page, 'As the system');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('radio', { name: 'Dark', checked: true }).waitFor();
  await tabTo(page, 'What it is for');
  await page.keyboard.type('A script');
  await page.keyboard.press('Enter');
  await page.getByLabel('Token “A script”').waitFor();
  await tabTo(page, 'Done');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Sign out');
  await page.keyboard.press('Enter');
  await page.getByRole('form', { name: 'Sign in' }).waitFor();
  expect(at.problems).toEqual([]);
});
