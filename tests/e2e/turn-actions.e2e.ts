import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const first = 'What is osmosis?';
const last = 'Where does the water go?';
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

/** A chat of two questions, opened in the browser. */
async function openChat() {
  app.passMinute();
  const { sessionId } = await askToEnd(person.client, { text: first, classId });
  const { turnId } = await askToEnd(person.client, { text: last, sessionId });
  const at = await enter(app, browser, { person, path: `/class/${classId}/chat/${sessionId}` });
  const open = async (question: string, item: string): Promise<void> => {
    await turnOf(at.page, question).getByRole('button', { name: 'More for this question' }).click();
    await at.page.getByRole('menuitem', { name: item }).click();
  };
  const stored = async () =>
    (await person.client.sessions.get.query({ sessionId })).turns.map(({ question }) => question);
  await whole(at.page, last);
  return { at, page: at.page, turnId, open, stored };
}

test('FE-17 (turn): a deleted question is gone at once, and back by undo', async () => {
  const { at, page, open, stored } = await openChat();
  await using _ = at;
  await open(first, 'Delete question');
  await turnOf(page, first).waitFor({ state: 'detached' });
  await expect.poll(stored).toEqual([last]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await whole(page, first);
  expect(await page.getByRole('article').allInnerTexts()).toEqual([
    expect.stringContaining(first),
    expect.stringContaining(last),
  ]);
  await expect.poll(stored).toEqual([first, last]);
  await page.reload();
  await whole(page, first);
  expect(at.problems).toEqual([]);
});

test('DL-03 (turn, in the browser): deleted and restored it is as before, its reaction and footnotes too', async () => {
  const { at, page, turnId, open } = await openChat();
  await using _ = at;
  await turnOf(page, last).getByRole('button', { name: 'Good answer' }).click();
  await turnOf(page, last).getByRole('button', { name: 'Good answer', pressed: true }).waitFor();
  const get = () => person.client.turns.get.query({ turnId });
  await expect.poll(get).toMatchObject({ answers: [{ reaction: 'like' }] });
  const before = await get();
  const seen = await turnOf(page, last).innerText();
  await open(last, 'Delete question');
  await expect.poll(() => get().catch(() => null)).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await turnOf(page, last).getByRole('button', { name: 'Good answer', pressed: true }).waitFor();
  await expect.poll(() => get().catch(() => null)).toEqual(before);
  expect(await turnOf(page, last).innerText()).toBe(seen);
});

test('the last question can be edited: a new one takes its place; Escape leaves it as it was', async () => {
  const { at, page, open, stored } = await openChat();
  await using _ = at;
  await turnOf(page, first).getByRole('button', { name: 'More for this question' }).click();
  await page.getByRole('menuitem', { name: 'Delete question' }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Edit question' }).count()).toBe(0);
  await page.keyboard.press('Escape');

  const field = page.getByRole('textbox', { name: 'Edit question' });
  await open(last, 'Edit question');
  await field.and(page.locator(':focus')).waitFor();
  expect(await field.inputValue()).toBe(last);
  await field.fill('Something else');
  await page.keyboard.press('Escape');
  await turnOf(page, last).getByRole('heading', { name: last }).waitFor();
  await open(last, 'Edit question');
  await field.fill('Where does the salt go?');
  await page.keyboard.press('Enter');
  await whole(page, 'Where does the salt go?');
  expect(await page.getByRole('article').count()).toBe(2);
  expect(await stored()).toEqual([first, 'Where does the salt go?']);
  expect(app.model.calls.at(-1)?.request.messages.some(({ content }) => content.includes(last))).toBe(false);
  expect(at.problems).toEqual([]);
});

test('where the new question is refused, the old one stands again, and nothing that was typed is lost', async () => {
  const { at, page, open, stored } = await openChat();
  await using _ = at;
  await open(last, 'Edit question');
  const running = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(24));
  for (const turnId of running) {
    app.model.next('by hand');
    await person.client.turns.ask.mutate({ turnId, text: `Question ${turnId} about osmosis?`, classId });
  }
  await page.getByRole('textbox', { name: 'Edit question' }).fill('Where does the salt go?');
  await page.keyboard.press('Enter');
  await turnOf(page, 'Where does the salt go?').getByRole('alert').waitFor();
  await whole(page, last);
  await expect.poll(stored).toEqual([first, last]);
  for (const runId of running) await person.client.turns.stop.mutate({ runId });
  await turnOf(page, 'Where does the salt go?').getByRole('button', { name: 'Try again' }).click();
  await whole(page, 'Where does the salt go?');
  await expect.poll(stored).toEqual([first, 'Where does the salt go?']);
});
