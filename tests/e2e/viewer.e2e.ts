import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { makePptx, slide } from '#tests/harness/make-pptx.ts';
import { highlighted, shownPage, viewerOf } from '#tests/harness/viewer.ts';
import { enter, type WebPerson } from '#tests/harness/web-person.ts';
import type { Look } from '#tests/harness/browser.ts';
import type { Person } from '#tests/harness/app.ts';

const soundings = [7, 17, 21];
const lake = makePdf(
  Array.from({ length: 24 }, (_, index) =>
    soundings.includes(index + 1)
      ? ['The lake', '', `Soundings of year ${index + 1} found the lake to be 212 metres deep.`]
      : [`Station ${index + 1}`, '', `The wind at station ${index + 1} was written down every morning.`],
  ),
);
const slides = makePptx([
  slide('Lakes', 'Some are deep.'),
  slide('Glaciers', 'Ice that flows.'),
  slide('Rivers', 'Water that runs to the sea.'),
]);

let app: TestApp;
let browser: TestBrowser;
let person: Person;
let pathOf: (name: string) => string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  const { classId, documents } = await classWith(app, person, [
    { name: 'Lake.pdf', content: lake },
    { name: 'Water.pptx', content: slides },
  ]);
  pathOf = (wanted) =>
    `/class/${classId}/document/${documents.find(({ name }) => name === wanted)?.documentId ?? 'missing'}`;
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function open(name: string, look: Look = {}): Promise<WebPerson> {
  const at = await enter(app, browser, { person, path: pathOf(name), look });
  await viewerOf(at.page).getByRole('heading', { name }).waitFor();
  return at;
}

const widthOf = (part: Locator): Promise<number> => part.evaluate((element) => element.getBoundingClientRect().width);
const words = (page: Page, text: string): Locator => page.locator('.textLayer').getByText(text, { exact: true });

test('the line between chat and source is moved by keyboard and mouse, put back by a double click, and remembered', async () => {
  await using at = await open('Lake.pdf');
  const { page } = at;
  const line = page.getByRole('separator', { name: 'Width of the source' });
  const source = viewerOf(page);
  const before = await widthOf(source);
  await line.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await line.getAttribute('aria-valuenow')).toBe('54');
  expect(await widthOf(source)).toBeGreaterThan(before + 40);
  await page.keyboard.press('Home');
  expect(await line.getAttribute('aria-valuenow')).toBe('25');

  const { x, y } = await line.evaluate((element) => element.getBoundingClientRect());
  await page.mouse.move(x, y + 200);
  await page.mouse.down();
  await page.mouse.move(x - 300, y + 200, { steps: 5 });
  await page.mouse.up();
  const dragged = await widthOf(source);
  expect(Math.abs(dragged - (1440 - x + 300))).toBeLessThan(4);

  await page.reload();
  await source.getByRole('heading', { name: 'Lake.pdf' }).waitFor();
  expect(Math.abs((await widthOf(source)) - dragged)).toBeLessThan(4);
  await line.dblclick();
  expect(await widthOf(source)).toBe(before);
  expect(at.problems).toEqual([]);
});

test('a search in the document lists what it finds, Enter and Shift+Enter go through it, and the words are highlighted', async () => {
  await using at = await open('Lake.pdf');
  const { page } = at;
  await words(page, 'Station 1').waitFor();
  await viewerOf(page).locator('.viewer-scroll').focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('soundings');
  const found = viewerOf(page).getByRole('list', { name: 'Places found' });
  await found.getByRole('button').nth(2).waitFor();
  expect(await found.getByRole('button').count()).toBe(3);
  await viewerOf(page).getByText('3 places').waitFor();

  const pages: number[] = [];
  for (const key of ['Enter', 'Enter', 'Shift+Enter', 'Shift+Enter']) {
    const told = await viewerOf(page).locator('search output').innerText();
    await page.keyboard.press(key);
    await viewerOf(page).locator('search output', { hasNotText: told }).waitFor();
    const lit = await highlighted(page);
    expect(lit).toMatchObject({ text: 'Soundings', inView: true });
    pages.push(...lit.pages);
  }
  expect(pages).toEqual([7, 17, 7, 21]);

  await page.keyboard.press('Escape');
  await viewerOf(page).getByRole('search').waitFor({ state: 'detached' });
  await viewerOf(page).getByRole('button', { name: 'Search in this document' }).click();
  await page.keyboard.type('volcano');
  await viewerOf(page).getByText('“volcano” is not in this document. Try another word, or fewer.').waitFor();
  expect(at.problems).toEqual([]);
});

test('Enter right after a word goes to where that word stands, not the one before it', async () => {
  await using at = await open('Lake.pdf');
  const { page } = at;
  const told = viewerOf(page).locator('search output');
  await words(page, 'Station 1').waitFor();
  await viewerOf(page).locator('.viewer-scroll').focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('soundings');
  await page.keyboard.press('Enter');
  await told.getByText('1 of 3').waitFor();
  expect(await highlighted(page)).toMatchObject({ text: 'Soundings', pages: [7], inView: true });

  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('metres');
  await page.keyboard.press('Shift+Enter');
  await told.getByText('1 of 3').waitFor();
  await expect.poll(() => highlighted(page)).toMatchObject({ text: 'metres', pages: [7], inView: true });

  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('volcano');
  await page.keyboard.press('Enter');
  await viewerOf(page).getByText('“volcano” is not in this document.').waitFor();
  expect(at.problems).toEqual([]);
});

test('what is selected in the source is taken into the question by “Ask about this”, by mouse and by keyboard', async () => {
  await using at = await open('Lake.pdf');
  const { page } = at;
  const composer = page.getByRole('textbox', { name: 'Question' });
  const sentence = 'The wind at station 1 was written down every morning.';
  await words(page, sentence).waitFor();
  await composer.fill('Who wrote this?');
  const { x, y, width, height } = await words(page, sentence).evaluate((element) => element.getBoundingClientRect());
  await page.mouse.move(x + 1, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width - 1, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await viewerOf(page).getByRole('button', { name: 'Ask about this' }).click();
  await composer.and(page.locator(':focus')).waitFor();
  expect(await composer.inputValue()).toBe(`Who wrote this?\n\n“${sentence}”\n`);

  await composer.fill('');
  await viewerOf(page).locator('.viewer-scroll').focus();
  // as somebody who moves a caret through the text would
  await words(page, sentence).evaluate(({ firstChild }) => {
    if (firstChild) document.getSelection()?.setBaseAndExtent(firstChild, 0, firstChild, 8);
  });
  const ask = viewerOf(page).getByRole('button', { name: 'Ask about this' });
  await ask.waitFor();
  await page.keyboard.press('Tab');
  await ask.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await composer.and(page.locator(':focus')).waitFor();
  expect(await composer.inputValue()).toBe('“The wind”\n');
  expect(at.problems).toEqual([]);
});

test('a file that cannot be fetched says so; its text can be read meanwhile, and “Try again” opens it', async () => {
  await using at = await enter(app, browser, { person });
  const { page } = at;
  await page.route('**/file', (route) => route.abort());
  await page.goto(app.url + pathOf('Lake.pdf'));
  const told = viewerOf(page).getByText('The file could not be fetched. Check the connection and try again.');
  await told.waitFor();
  await viewerOf(page).getByRole('button', { name: 'Show its text' }).click();
  await viewerOf(page).getByText('The wind at station 1 was written down every morning.').waitFor();
  await viewerOf(page).getByRole('button', { name: 'Contents' }).click();
  const contents = viewerOf(page).getByRole('region', { name: 'Contents' });
  await contents.getByRole('button', { name: /Station 5\b/ }).click();
  await contents.waitFor({ state: 'detached' });
  const fromTop = (): Promise<number> =>
    viewerOf(page)
      .locator('[data-page="5"]')
      .evaluate((slot) => {
        const view = slot.closest('.viewer-scroll')?.getBoundingClientRect();
        return Math.abs(slot.getBoundingClientRect().top - (view?.top ?? Number.NaN));
      });
  await expect.poll(fromTop).toBeLessThan(50);

  await page.reload();
  await told.waitFor();
  await page.unroute('**/file');
  await viewerOf(page).getByRole('button', { name: 'Try again' }).click();
  await words(page, 'Station 1').waitFor();
});

test('slides are listed by their titles, and a title leads to its slide', async () => {
  await using at = await open('Water.pptx');
  const { page } = at;
  await viewerOf(page).getByText('Some are deep.').waitFor();
  await viewerOf(page).getByRole('button', { name: 'Contents' }).click();
  const contents = viewerOf(page).getByRole('region', { name: 'Contents' });
  await contents.getByRole('button', { name: /Rivers/ }).click();
  await contents.waitFor({ state: 'detached' });
  await viewerOf(page).getByText('Water that runs to the sea.').waitFor();
  expect(at.problems).toEqual([]);
});

test('FE-11 at 360 px a document stands above its chat, and both are large enough to be used', async () => {
  await using at = await open('Lake.pdf', { width: 360, height: 720, touch: true });
  const { page } = at;
  const [source, chat] = await Promise.all(
    [viewerOf(page), page.getByRole('main')].map((part) => part.evaluate((element) => element.getBoundingClientRect())),
  );
  expect(source?.bottom).toBeLessThanOrEqual(chat?.top ?? 0);
  expect(source?.width).toBe(360);
  expect(source?.height).toBeGreaterThan(250);
  expect(chat?.height).toBeGreaterThan(250);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await words(page, 'Station 1').waitFor();
  await viewerOf(page).getByRole('textbox', { name: 'Page' }).fill('17');
  await page.keyboard.press('Enter');
  await words(page, 'The lake').first().waitFor();
  expect(await shownPage(page)).toBe(17);
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).tap();
  await viewerOf(page).waitFor({ state: 'detached' });
  expect(at.problems).toEqual([]);
});
