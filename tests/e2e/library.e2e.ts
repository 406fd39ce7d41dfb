import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis, summarised, type TestFile } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { highlighted, shownPage, viewerOf } from '#tests/harness/viewer.ts';
import { enter } from '#tests/harness/web-person.ts';

let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp({}, { summariesWait: false });
  app.model.summariser.always({
    pieces: ({ messages }) =>
      messages[0]?.content.includes('questions that a student') ? ['What is osmosis?'] : ['- Water moves [1].'],
  });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const report: TestFile = {
  name: 'Lakes.pdf',
  content: makePdf([
    ['Lakes', '', 'Lakes are still.'],
    ['Depth', '', 'Soundings found the lake to be 212 metres deep.'],
  ]),
};

const documents = (page: Page) => page.getByRole('region', { name: 'Documents', exact: true });
const more = async (page: Page, name: string, item: string): Promise<void> => {
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('a document is renamed and moved to another class; the other tab sees it', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis, report]);
  const { classId: there } = await person.client.classes.create.mutate({ name: 'Geography' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const other = await at.window.open(`${app.url}/class/${there}/new`);
  await documents(other.page).getByText('No documents yet.').waitFor();

  await more(page, report.name, 'Rename');
  await page.getByRole('textbox', { name: 'Name of the document' }).fill('Deep lakes.pdf');
  await page.keyboard.press('Enter');
  await documents(page)
    .getByRole('button', { name: /^Deep lakes\.pdf\s*2 pages$/ })
    .waitFor();
  await more(page, 'Deep lakes.pdf', 'Move to another class');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Geography/ })
    .click();
  await page.getByText('“Deep lakes.pdf” is in “Geography” now.').first().waitFor();
  await documents(other.page)
    .getByRole('button', { name: /^Deep lakes\.pdf\s*2 pages$/ })
    .waitFor();
  expect(await documents(page).locator('[data-row]').count()).toBe(1);
  expect((await at.client.documents.list.query({ classId: there })).documents.map(({ name }) => name)).toEqual([
    'Deep lakes.pdf',
  ]);
  expect([...at.problems, ...other.problems]).toEqual([]);
});

test('details tell what a document is and what it is about; a footnote of the summary opens its words', async () => {
  const person = await app.person();
  const {
    classId,
    documents: [document],
  } = await classWith(app, person, [report]);
  await summarised(person.client, document?.documentId ?? '');
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await more(page, report.name, 'Details and summary');
  const dialog = page.getByRole('dialog', { name: report.name });
  for (const fact of ['PDF', '2 pages']) await dialog.getByText(fact, { exact: true }).waitFor();
  const summary = dialog.getByRole('region', { name: 'Summary' });
  await summary.getByText('Water moves').waitFor();
  await summary.getByRole('button', { name: /^Footnote 1: Lakes\.pdf, page 1/ }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await highlighted(page)).toMatchObject({ pages: [1], inView: true });
  expect(at.problems).toEqual([]);
});

test('pages are searched in this class and in all; a hit opens its page with the words lit', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [report]);
  const there = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, path: `/class/${there.classId}/new` });
  const { page } = at;
  await documents(page)
    .getByRole('button', { name: /^osmosis\.txt/ })
    .waitFor();
  await page.keyboard.press('Escape');
  const search = page.getByRole('textbox', { name: 'Search chats and pages' });
  await search.fill('soundings deep');
  const pages = page.getByRole('region', { name: 'Pages' });
  await pages.getByText('No page has these words.').waitFor();
  await page.getByText('All classes').click();
  const hit = pages.getByRole('region', { name: 'Lakes.pdf' }).getByRole('button');
  await hit.waitFor();
  expect(await hit.locator('mark').allInnerTexts()).toEqual(['Soundings', 'deep']);
  await search.press('ArrowDown');
  await page.keyboard.press('Enter');
  const lit = await highlighted(page);
  expect(lit).toMatchObject({ pages: [2], inView: true });
  expect(lit.text).toMatch(/^Soundings .* deep$/);
  expect(await shownPage(page)).toBe(2);
  expect(page.url()).toContain(`/class/${there.classId}/new`);
  await viewerOf(page).getByRole('heading', { name: 'Lakes.pdf' }).waitFor();
  expect(classId).not.toBe(there.classId);
  expect(at.problems).toEqual([]);
});

test('a file over the plan’s limit is refused in words that say what to do, and the meter stands by the documents', async () => {
  const person = await app.person();
  const { classId } = await classWith(
    app,
    person,
    ['one', 'two', 'three'].map((word) => ({ name: `${word}.txt`, content: `This is ${word}.` })),
  );
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await documents(page).getByText('3 of 3').waitFor();
  await page
    .getByTestId('file-input')
    .first()
    .setInputFiles({ name: 'four.txt', mimeType: 'text/plain', buffer: Buffer.from('This is four.') });
  const refused = documents(page).getByRole('alert');
  await refused.getByText('four.txt was not added').waitFor();
  expect(await refused.innerText()).toMatch(/delete one/i);
  await more(page, 'one.txt', 'Delete');
  await documents(page).getByText('2 of 3').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await documents(page).getByText('3 of 3').waitFor();
});

test('the palette goes to a chat, a document, a class, and does what it says; the shortcuts are listed', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const { classId: art } = await person.client.classes.create.mutate({ name: 'Art' });
  await person.client.sessions.create.mutate({ classId, name: 'Lilies of the pond' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await documents(page)
    .getByRole('button', { name: /^osmosis\.txt/ })
    .waitFor();
  const go = async (typed: string, to: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    const line = page.getByRole('combobox', { name: 'Go to' });
    await line.fill(typed);
    await page.getByRole('option', { name: to, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await line.waitFor({ state: 'detached' });
  };
  await go('osmo', osmosis.name);
  await viewerOf(page).getByText('the diffusion of water').waitFor();
  await go('lili', 'Lilies of the pond');
  await page.waitForURL(`**/class/${classId}/chat/**`);
  await go('ar', 'Art');
  await page.waitForURL(`**/class/${art}/**`);
  await go('dark', 'Appearance: dark');
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await go('keyb', 'Keyboard shortcuts');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await shortcuts.getByText('Take the last deletion back').waitFor();
  await shortcuts.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await shortcuts.waitFor({ state: 'detached' });
  await page
    .locator('body')
    .evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
  await page.keyboard.press('?');
  await page.keyboard.press('Control+/');
  await shortcuts.waitFor();
  expect(at.problems).toEqual([]);
});

test('Enter right after a few letters goes to what they name, not to the newest chat', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await person.client.sessions.create.mutate({ classId, name: 'Lilies of the pond' });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await documents(page)
    .getByRole('button', { name: /^osmosis\.txt/ })
    .waitFor();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('osmo', { delay: 60 });
  await page.keyboard.press('Enter');
  await viewerOf(page).getByText('the diffusion of water').waitFor({ timeout: 20_000 });
  expect(at.problems).toEqual([]);
});
