import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
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

const oldest = 'Where does water move?';
const newest = 'What is osmosis?';
const dayMs = 86_400_000;

/** Somebody with a class and two chats in it, the older one of the day before. */
async function reader() {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const ids: string[] = [];
  for (const text of [oldest, newest]) {
    app.model.next({ pieces: ['Water moves [1].'] });
    const { sessionId, watch } = await ask(person.client, { text, classId });
    await watch.end;
    ids.push(sessionId);
  }
  const [older = '', newer = ''] = ids;
  const updatedAt = new Date(Date.now() - dayMs);
  await app.app.database.db.sessions.where({ sessionId: older }).update({ updatedAt });
  return { person, classId, older, newer };
}

const chats = (page: Page) => page.getByRole('region', { name: 'Chats', exact: true });

test('FE-2a, FE-3a the class is there again after a reload, with its newest chat open; chats stand by day', async () => {
  const { person, classId, newer } = await reader();
  await person.client.classes.create.mutate({ name: 'Art' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}` });
  const { page } = at;
  await whole(page, newest);
  await page.goto(app.url);
  await whole(page, newest);
  expect(page.url()).toContain(`/class/${classId}/chat/${newer}`);
  await page.getByRole('button', { name: 'Choose a class: Biology' }).waitFor();
  await chats(page).getByRole('region', { name: 'Today' }).getByRole('link', { name: newest }).waitFor();
  await chats(page).getByRole('region', { name: 'Yesterday' }).getByRole('link', { name: oldest }).waitFor();
  expect(await chats(page).getByRole('link').count()).toBe(2);
  expect(at.problems).toEqual([]);
});

test('FE-3b a class without chats shows its front and says what will be listed', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}` });
  await at.page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  await chats(at.page).getByText('Your questions will be listed here.').waitFor();
  expect(at.page.url()).toContain('/new');
  expect(at.problems).toEqual([]);
});

test('chats are renamed here and in the other tab, by mouse and by F2', async () => {
  const { person, classId } = await reader();
  await using at = await enter(app, browser, { person, path: `/class/${classId}` });
  const { page } = at;
  await whole(page, newest);
  const other = await at.window.open(`${app.url}/class/${classId}`);
  await whole(other.page, newest);
  await page.getByRole('button', { name: `More for the chat “${newest}”` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the chat' }).fill('Water and walls');
  await page.keyboard.press('Enter');
  await chats(page).getByRole('link', { name: 'Water and walls' }).waitFor();
  await chats(other.page).getByRole('link', { name: 'Water and walls' }).waitFor();
  await expect.poll(() => other.page.title()).toContain('Water and walls');

  await chats(page).getByRole('link', { name: 'Water and walls' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.locator(':focus').innerText()).toBe(oldest);
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name of the chat' }).fill('Where water goes');
  await page.keyboard.press('Enter');
  await chats(other.page).getByRole('link', { name: 'Where water goes' }).waitFor();
  const stored = (await at.client.sessions.list.query({ classId })).sessions.map(({ name }) => name);
  expect(stored).toEqual(['Water and walls', 'Where water goes']);
  expect(at.problems).toEqual([]);
});

test('chats are found by their names and questions, in this class and in all; the keyboard leads into what was found', async () => {
  const { person, classId } = await reader();
  const art = await person.client.classes.create.mutate({ classId: newId(), name: 'Art' });
  app.model.next({ pieces: ['Nothing about it.'] });
  const asked = await ask(person.client, { text: 'Who painted water lilies?', classId: art.classId });
  await asked.watch.end;
  await using at = await enter(app, browser, { person, path: `/class/${classId}` });
  const { page } = at;
  await whole(page, newest);
  await page.keyboard.press('Escape');
  await page.locator('nav').getByRole('link', { name: 'New chat' }).focus();
  await page.keyboard.press('/');
  await page.keyboard.type('water');
  await chats(page).getByRole('link', { name: newest }).waitFor({ state: 'detached' });
  await chats(page).getByRole('link', { name: oldest }).waitFor();
  await expect.poll(() => chats(page).getByRole('link').count()).toBe(1);
  await page.getByText('All classes').click();
  const lilies = chats(page).getByRole('link', { name: /^Who painted water lilies\?\s*Art$/ });
  await lilies.waitFor();

  await page.getByRole('textbox', { name: 'Search chats and pages' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await turnOf(page, 'Who painted water lilies?').waitFor();
  expect(page.url()).toContain(`/class/${art.classId}/chat/${asked.sessionId}`);
  await page.getByRole('textbox', { name: 'Search chats and pages' }).press('Escape');
  await chats(page).getByRole('region', { name: 'Today' }).waitFor();
  expect(at.problems).toEqual([]);
});

test('FE-9 the focus stays among what was found when what had it is not found by the next letters', async () => {
  const { person, classId } = await reader();
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await page.getByRole('textbox', { name: 'Search chats and pages' }).fill('w');
  await chats(page).getByRole('link', { name: newest }).waitFor();
  await page.keyboard.type('ater');
  await page.keyboard.press('ArrowDown');
  await chats(page).getByRole('link', { name: newest }).waitFor({ state: 'detached' });
  await chats(page).getByRole('link', { name: oldest }).and(page.locator(':focus')).waitFor();
  expect(at.problems).toEqual([]);
});

test('all chats are deleted after a question; the page begins a new one', async () => {
  const { person, classId } = await reader();
  await using at = await enter(app, browser, { person, path: `/class/${classId}` });
  const { page } = at;
  await whole(page, newest);
  await page.getByRole('button', { name: 'More for all chats' }).click();
  await page.getByRole('menuitem', { name: 'Delete all chats' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete all chats?' });
  await dialog.getByRole('button', { name: 'Delete all chats' }).click();
  await chats(page).getByText('Your questions will be listed here.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  expect((await at.client.sessions.list.query({})).sessions).toEqual([]);
  expect(at.problems).toEqual([]);
});

test('a chat that is deleted by keys gives the focus to its neighbour, and Ctrl+Z brings it back', async () => {
  const { person, classId } = await reader();
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const first = chats(page).getByRole('link', { name: newest });
  await first.focus();
  await page.keyboard.press('Delete');
  await first.waitFor({ state: 'detached' });
  await chats(page).getByRole('link', { name: oldest }).and(page.locator(':focus')).waitFor();
  await expect.poll(async () => (await at.client.sessions.list.query({ classId })).sessions.length).toBe(1);
  await page.keyboard.press('Control+z');
  await first.waitFor();
  await expect.poll(async () => (await at.client.sessions.list.query({ classId })).sessions.length).toBe(2);
  expect(at.problems).toEqual([]);
});

test('a running answer is marked in the list of every tab', async () => {
  const { person, classId } = await reader();
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  await chats(at.page).getByRole('link', { name: newest }).waitFor();
  const called = app.model.nextCall();
  const { watch } = await ask(person.client, { text: 'What wilts?', classId });
  const call = await called;
  await chats(at.page)
    .getByRole('link', { name: /^What wilts\?\s*An answer is being written$/ })
    .waitFor();
  call.send('A plant wilts [1].');
  call.finish();
  await watch.end;
  await chats(at.page).getByRole('link', { name: 'What wilts?', exact: true }).waitFor();
});
