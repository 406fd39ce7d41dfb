import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
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

const questions = ['What is osmosis?', 'Where does water move?', 'What is osmotic pressure?'];
const dens = { name: 'Density.txt', content: 'Density is mass per volume.' };

/** Somebody with a class of two documents and three chats, who looks at the middle chat with a source open. */
async function reader() {
  const person = await app.person();
  const { classId, documents } = await classWith(app, person, [osmosis, dens]);
  const sessions: string[] = [];
  for (const [at, name] of questions.entries()) {
    const { sessionId } = await person.client.sessions.create.mutate({ classId, name });
    sessions.push(sessionId);
    // the middle one holds an answer, and is no newer than its neighbours by that
    if (at === 1) {
      app.model.next({ pieces: ['Water moves [1].'] });
      await askToEnd(person.client, { text: name, sessionId });
    }
  }
  const documentId = documents.find(({ name }) => name === osmosis.name)?.documentId ?? '';
  const path = `/class/${classId}/chat/${sessions[1]}?doc=${documentId}&page=1`;
  const at = await enter(app, browser, { person, path, look: { width: 1600 } });
  await whole(at.page, questions[1] ?? '');
  await viewerOf(at.page).getByText('the diffusion of water').waitFor();
  return { at, classId, documentId, sessions, href: at.page.url() };
}

const names = (page: Page, region: 'Chats' | 'Documents'): Promise<string[]> =>
  page
    .getByRole('region', { name: region, exact: true })
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('[title]')?.textContent ?? ''));

/** Looks at every frame from now on; calling the result tells which lists of names were seen, in turn. */
async function watchNames(page: Page, region: 'Chats' | 'Documents'): Promise<() => Promise<string[][]>> {
  const seen = await page.evaluateHandle((region) => {
    const all: string[][] = [];
    const look = (): void => {
      requestAnimationFrame(look);
      const section = [...document.querySelectorAll('nav section')].find(
        (one) => one.querySelector('h2')?.textContent === region,
      );
      const rows = [...(section?.querySelectorAll('[data-row]') ?? [])];
      const now = rows.map((row) => row.querySelector('[title]')?.textContent ?? '');
      if (JSON.stringify(now) !== JSON.stringify(all.at(-1))) all.push(now);
    };
    look();
    return all;
  }, region);
  return () => seen.jsonValue();
}

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const more = async (page: Page, name: string, item: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('FE-17 (session): the open chat is deleted with undo, and comes back as it was: order, page, source', async () => {
  const { at, sessions, href } = await reader();
  await using _ = at;
  const { page } = at;
  const order = await names(page, 'Chats');
  expect(order).toEqual(questions.toReversed());
  const seen = await watchNames(page, 'Chats');
  const called = (await at.client.sessions.get.query({ sessionId: sessions[1] ?? '' })).session;

  await more(page, `More for the chat “${questions[1]}”`, 'Delete');
  await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  await page.getByText(`“${questions[1]}” was deleted.`).first().waitFor();
  await expect.poll(async () => (await at.client.sessions.list.query({})).sessions.length).toBe(2);
  await viewerOf(page).getByText('the diffusion of water').waitFor();

  await undo(page).click();
  await whole(page, questions[1] ?? '');
  await viewerOf(page).getByText('the diffusion of water').waitFor();
  expect(page.url()).toBe(href);
  expect((await at.client.sessions.get.query({ sessionId: sessions[1] ?? '' })).session).toEqual(called);
  expect(await names(page, 'Chats')).toEqual(order);
  const without = order.filter((name) => name !== questions[1]);
  expect(await seen()).toEqual([order, without, order]);
  await undo(page).waitFor({ state: 'detached' });
  expect(at.problems).toEqual([]);
});

test('FE-17 (document): a document is deleted with undo, and comes back as it was, still cited', async () => {
  const { at, classId, documentId, href } = await reader();
  await using _ = at;
  const { page } = at;
  const order = await names(page, 'Documents');
  const seen = await watchNames(page, 'Documents');
  const before = await at.client.documents.list.query({ classId });

  await more(page, `More for ${osmosis.name}`, 'Delete');
  await page.getByText(`“${osmosis.name}” was deleted.`).first().waitFor();
  await viewerOf(page).waitFor({ state: 'detached' });
  await expect.poll(async () => (await at.client.documents.list.query({ classId })).documents.length).toBe(1);

  await undo(page).click();
  await viewerOf(page).getByText('the diffusion of water').waitFor();
  expect(page.url()).toBe(href);
  expect(await at.client.documents.list.query({ classId })).toEqual(before);
  expect(await names(page, 'Documents')).toEqual(order);
  expect(await seen()).toEqual([order, order.filter((name) => name !== osmosis.name), order]);
  expect((await at.client.documents.get.query({ documentId })).status).toBe('ready');
  await turnOf(page, questions[1] ?? '')
    .getByRole('button', { name: `Footnote 1: ${osmosis.name}, page 1` })
    .first()
    .waitFor();
  expect(at.problems).toEqual([]);
});

test('FE-2b, FE-17 (class) a class is deleted with undo: the first that remains is shown, then it is back as it was', async () => {
  const { at, classId, href } = await reader();
  await using _ = at;
  const { page } = at;
  const { classId: other } = await at.client.classes.create.mutate({ name: 'Art' });
  await at.client.classes.create.mutate({ name: 'Botany' });
  const before = await at.client.classes.list.query();
  const chats = await names(page, 'Chats');

  await page.getByRole('button', { name: /^Choose a class/ }).click();
  await page.getByRole('menuitem', { name: 'Delete class' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete class' }).click();
  await page.getByRole('button', { name: 'Choose a class: Art' }).waitFor();
  await page.waitForURL(`**/class/${other}/**`);
  await expect
    .poll(async () => (await at.client.classes.list.query()).classes.map(({ name }) => name))
    .toEqual(['Art', 'Botany']);

  await undo(page).click();
  await page.getByRole('button', { name: 'Choose a class: Biology' }).waitFor();
  await whole(page, questions[1] ?? '');
  await viewerOf(page).getByText('the diffusion of water').waitFor();
  expect(page.url()).toBe(href);
  expect(await at.client.classes.list.query()).toEqual(before);
  await expect.poll(() => names(page, 'Chats')).toEqual(chats);
  expect(await names(page, 'Documents')).toHaveLength(2);
  await page.getByRole('button', { name: /^Choose a class/ }).click();
  expect(await page.getByRole('menuitemradio').allInnerTexts()).toEqual(['Biology', 'Art', 'Botany']);
  expect((await at.client.sessions.list.query({ classId })).sessions).toHaveLength(3);
  expect(at.problems).toEqual([]);
});

test('FE-17 (too late): a deletion that cannot be undone any more says so, and the lists stay true', async () => {
  const { at } = await reader();
  await using _ = at;
  const { page } = at;
  await more(page, `More for the chat “${questions[0]}”`, 'Delete');
  await undo(page).waitFor();
  await expect.poll(async () => (await at.client.sessions.list.query({})).sessions.length).toBe(2);
  app.pass(11_000);
  await undo(page).click();
  await page.getByText('It was too late to take that back.').first().waitFor();
  await expect.poll(() => names(page, 'Chats')).toEqual([questions[2], questions[1]]);
  expect(at.problems).toEqual([]);
});
