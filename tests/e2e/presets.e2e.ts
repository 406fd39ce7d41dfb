import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis]));
  app.model.always({ pieces: ['Water moves [1].'] });
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const newChat = () => enter(app, browser, { person, path: `/class/${classId}/new` });

test('FE-8a a preset fills and sends; one that needs a topic fills and places the cursor', async () => {
  await using at = await newChat();
  const { page } = at;
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill('my notes');
  await page.getByRole('button', { name: 'Summarise' }).click();
  await whole(page, 'Summarise this class');
  // what was written already is not lost by it
  expect(await field.inputValue()).toBe('my notes');
  await field.fill('');
  await page.getByRole('button', { name: 'Find a quote about…' }).click();
  await field.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('water');
  expect(await field.inputValue()).toBe('Find a quote about water');
  expect(at.problems).toEqual([]);
});

test('FE-8b presets are ignored while an answer runs', async () => {
  await using at = await newChat();
  const { page } = at;
  const call = await askByHand(app, page, 'What is osmosis?');
  call.send('Water ');
  await turnOf(page, 'What is osmosis?').getByText('Water').waitFor();
  const preset = page.getByRole('button', { name: 'Study guide' });
  expect(await preset.isDisabled()).toBe(true);
  await preset.click({ force: true });
  call.send('moves [1].').finish();
  await whole(page, 'What is osmosis?');
  expect(await page.getByRole('article').count()).toBe(1);
  await preset.click();
  await whole(page, 'Make a study guide');
  expect(await page.getByRole('article').count()).toBe(2);
});
