import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { askHere, turnOf, whole } from '#tests/harness/answer-view.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { offered, withOffered } from '#tests/harness/offered.ts';
import { highlighted, shownPage, viewerOf } from '#tests/harness/viewer.ts';
import { enter } from '#tests/harness/web-person.ts';

const lake = makePdf(
  Array.from({ length: 24 }, (_, index) =>
    index === 17
      ? ['The lake', '', 'Soundings of 1913 found the lake to be 212 metres deep.']
      : [`Station ${index + 1}`, '', `The wind at station ${index + 1} was written down every morning.`],
  ),
);
const question = 'How deep is the lake?';

let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;
let documentId: string;

/** A class's chat with an answer that is longer than the page. */
let inChat: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  const made = await classWith(app, person, [{ name: 'Lake.pdf', content: lake }, osmosis]);
  classId = made.classId;
  documentId = made.documents.find(({ name }) => name === 'Lake.pdf')?.documentId ?? '';
  const sessionId = newId();
  const long = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} ends.`).join('\n\n');
  app.model.next({ pieces: [`${long}\n\nDone [1].`] });
  await person.client.turns.askAndWait.mutate({ turnId: newId(), text: 'What is osmosis?', classId, sessionId });
  inChat = `/class/${classId}/chat/${sessionId}`;
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const openLake = (page: Page): Promise<void> => page.getByRole('button', { name: /^Lake\.pdf\s*24 pages$/ }).click();
const box = (page: Page, selector: string) => page.locator(selector).evaluate((part) => part.getBoundingClientRect());

test('DC-01, DC-02, DC-03, FE-7a, FE-7b a click on a document opens it beside a chat of its own, where an answer streams and its citation leads to the page', async () => {
  await using at = await enter(app, browser, { person, path: inChat });
  const { page } = at;
  await openLake(page);
  await viewerOf(page).getByRole('heading', { name: 'Lake.pdf' }).waitFor();
  await page.getByRole('main').getByRole('heading', { name: 'Lake.pdf' }).waitFor();
  const [chat, source] = [await box(page, 'main'), await box(page, 'aside')];
  expect(source.left).toBeGreaterThanOrEqual(chat.right);
  expect(source.width).toBeGreaterThan(400);
  expect(chat.width).toBeGreaterThan(400);

  const call = await askByHand(app, page, question);
  call.send('It is ');
  await turnOf(page, question).getByText('It is').waitFor();
  call.send(`212 metres deep [${offered(call.request, 'Soundings of 1913')}].`).finish();
  await whole(page, question);
  expect(await shownPage(page)).toBe(1);
  await turnOf(page, question).getByRole('button', { name: 'Footnote 1: Lake.pdf, page 18' }).first().click();
  const lit = await highlighted(page);
  expect(lit).toMatchObject({ pages: [18], inView: true });
  expect(lit.text).toContain('212 metres deep');
  expect(await shownPage(page)).toBe(18);

  const { sessions } = await person.client.sessions.list.query({ classId });
  expect(sessions, 'a document chat stays out of lists').toHaveLength(1);
  expect(at.problems).toEqual([]);
});

test('DC-04, FE-7c closing leads back to the class chat, at the place where it was left', async () => {
  await using at = await enter(app, browser, { person, path: inChat });
  const { page } = at;
  const paragraph = page.getByText('Paragraph 20 ends.', { exact: true });
  await paragraph.waitFor();
  await page.locator('.thread-scroll').evaluate((box) => {
    box.scrollTop = 700;
  });
  await page.getByRole('button', { name: 'Jump to the latest' }).waitFor();
  const composer = page.getByRole('textbox', { name: 'Question' });
  await composer.fill('And which membrane');
  const before = await paragraph.evaluate((element) => element.getBoundingClientRect().top);

  await openLake(page);
  await askHere(page, question);
  await whole(page, question);
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).click();
  await viewerOf(page).waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(inChat);
  // until the answer is set as Markdown again, its text is one piece
  await paragraph.waitFor();
  await expect
    .poll(async () => Math.abs((await paragraph.evaluate((element) => element.getBoundingClientRect().top)) - before))
    .toBeLessThan(2);
  expect(await composer.inputValue()).toBe('And which membrane');

  await openLake(page);
  await whole(page, question);
  await page.reload();
  await whole(page, question);
  await viewerOf(page).getByRole('textbox', { name: 'Page' }).focus();
  await page.keyboard.press('Escape');
  await page.waitForURL(`**${inChat}`);
  expect(at.problems).toEqual([]);
});

test('DC-01 (again): the same chat goes on when the document is opened again; it can be kept, and another one begun', async () => {
  await using at = await enter(app, browser, { person, path: inChat });
  const { page } = at;
  await openLake(page);
  app.model.next({ pieces: (request) => [withOffered(request, 'It is 212 metres deep [Soundings of 1913].')] });
  await askHere(page, question);
  await whole(page, question);
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).click();
  await page.getByText('Paragraph 59 ends.').waitFor();
  await openLake(page);
  await whole(page, question);

  await page.getByRole('button', { name: 'Keep this chat' }).click();
  const listed = page.getByRole('navigation').getByRole('link', { name: question });
  await page.getByRole('button', { name: 'Keep this chat' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Start a new chat' }).click();
  await page.getByRole('main').getByRole('heading', { name: 'Lake.pdf' }).waitFor();
  await turnOf(page, question).waitFor({ state: 'detached' });
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).click();
  await listed.click();
  await whole(page, question);
  await viewerOf(page).getByRole('heading', { name: 'Lake.pdf' }).waitFor();
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).click();
  await page.waitForURL(`**${inChat}`);
  expect(at.problems).toEqual([]);
});

test('DC-01 (gone): the address of a document that was deleted says so and leads back to the class', async () => {
  await using at = await enter(app, browser, { person, path: `/class/${classId}/document/${documentId}` });
  const { page } = at;
  await viewerOf(page).getByRole('heading', { name: 'Lake.pdf' }).waitFor();
  await person.client.documents.delete.mutate({ documentId });
  await page.getByText('This document has been deleted, and the chat about it went with it.').waitFor();
  await page.getByRole('button', { name: 'Back to the class' }).click();
  await page.waitForURL(`**/class/${classId}/chat/*`);
  await page.goto(`${app.url}/class/${classId}/document/${documentId}`);
  await page.getByText('This document has been deleted, and the chat about it went with it.').waitFor();
});
