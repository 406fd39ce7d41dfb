import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askHere, turnOf, whole } from '#tests/harness/answer-view.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { type Line, openLine } from '#tests/harness/line.ts';
import { password } from '#tests/harness/connect.ts';
import { enter, signIn } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const second = 'What is the osmotic pressure?';
let line: Line;
let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;

beforeAll(async () => {
  line = await openLine();
  app = await startTestApp({ ALLOWED_ORIGINS: line.url });
  line.leadTo(app.url);
  browser = await startBrowser();
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis]));
});
beforeEach(() => {
  app.passMinute();
  app.model.forget();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
  await line[Symbol.asyncDispose]();
});

const newChat = () => enter(app, browser, { person, url: line.url, path: `/class/${classId}/new` });
const waiting = (page: Page, asked: string) => turnOf(page, asked).getByText('Waits for the connection');

/** Breaks the line, and resolves when the page has noticed. */
async function breakLine(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  await page.getByRole('navigation').getByText('1 page').waitFor();
  line.breakDown();
  await page.getByRole('status').filter({ hasText: 'Connection lost' }).waitFor();
}

/** The questions that the model was asked, as often as it was. */
const asked = (): string[] =>
  app.model.calls.flatMap(({ request }) =>
    [question, second].filter((text) => request.messages.at(-1)?.content.includes(text)),
  );

async function storedQuestions(page: Page): Promise<string[]> {
  const sessionId = /chat\/([0-9a-f]{24})/.exec(page.url())?.[1] ?? '';
  const { turns } = await person.client.sessions.get.query({ sessionId });
  return turns.map((turn) => turn.question);
}

test('FE-16 a question typed offline waits visibly and goes out once when the line is back, from a chat and from a new one', async () => {
  await using at = await newChat();
  const { page } = at;
  app.model.always({ pieces: ['Water moves [1].'] });
  await breakLine(page);
  await askHere(page, question);
  await waiting(page, question).waitFor();
  await askHere(page, second);
  await waiting(page, second).waitFor();
  expect(app.model.calls.length).toBe(0);
  line.mend();
  await whole(page, question);
  await whole(page, second);
  expect(asked()).toEqual([question, second]);
  expect(await storedQuestions(page)).toEqual([question, second]);
  expect(await page.getByRole('article').count()).toBe(2);

  await breakLine(page);
  await askHere(page, 'And why?');
  await waiting(page, 'And why?').waitFor();
  line.mend();
  await whole(page, 'And why?');
  expect(await storedQuestions(page)).toEqual([question, second, 'And why?']);
});

test('FE-16 questions that wait survive a reload, in their order', { timeout: 120_000 }, async () => {
  await using at = await newChat();
  await breakLine(at.page);
  await askHere(at.page, question);
  await askHere(at.page, second);
  await waiting(at.page, second).waitFor();
  const address = at.page.url();
  await at.page.goto('about:blank');

  app.model.always({ pieces: ['Water moves [1].'] });
  line.mend();
  await at.page.goto(address);
  await whole(at.page, question);
  await whole(at.page, second);
  expect(asked()).toEqual([question, second]);
  await at.page.reload();
  await whole(at.page, second);
  expect(await storedQuestions(at.page)).toEqual([question, second]);
});

test('FE-16 while it waits it can be changed or taken back', async () => {
  await using at = await newChat();
  const { page } = at;
  await breakLine(page);
  await askHere(page, question);
  await askHere(page, 'Never mind');
  await turnOf(page, 'Never mind').getByRole('button', { name: 'Do not send' }).click();
  await turnOf(page, 'Never mind').waitFor({ state: 'detached' });
  await turnOf(page, question).getByRole('button', { name: 'Edit question' }).click();
  const field = page.getByRole('textbox', { name: 'Edit question' });
  expect(await field.inputValue()).toBe(question);
  await field.fill('Not this');
  await page.keyboard.press('Escape');
  await turnOf(page, question).getByRole('button', { name: 'Edit question' }).click();
  await field.fill(second);
  await page.keyboard.press('Enter');
  await waiting(page, second).waitFor();
  line.mend();
  await whole(page, second);
  expect(await storedQuestions(page)).toEqual([second]);
});

test('FE-16 of two tabs one sends, and both show the question once', async () => {
  await using at = await newChat();
  await breakLine(at.page);
  await askHere(at.page, question);
  await waiting(at.page, question).waitFor();
  line.mend();
  const calling = app.model.nextCall();
  const other = await at.window.open(at.page.url());
  const call = await calling;
  call.send('Water moves [1].').finish();
  for (const { page } of [at, other]) {
    await whole(page, question);
    expect(await page.getByRole('article').count()).toBe(1);
  }
  expect(asked()).toEqual([question]);
});

test('a refused question says why in its place, and is asked again by a press', async () => {
  await using at = await newChat();
  const { page } = at;
  for (let n = 0; n < 4; n += 1) {
    app.model.next('by hand');
    const text = `Question ${n} about osmosis?`;
    await person.client.turns.ask.mutate({ turnId: n.toString().padStart(24, '0'), text, classId });
  }
  await askHere(page, question);
  const turn = turnOf(page, question);
  await turn.getByRole('alert').waitFor();
  await page.reload();
  await turn.getByRole('alert').waitFor();
  for (let n = 0; n < 4; n += 1) await person.client.turns.stop.mutate({ runId: n.toString().padStart(24, '0') });
  app.model.always({ pieces: ['Water moves [1].'] });
  await turn.getByRole('button', { name: 'Try again' }).click();
  await whole(page, question);
  expect(await storedQuestions(page)).toEqual([question]);
});

test('a tab whose line comes back with somebody else’s cookie sends nothing, and becomes theirs', async () => {
  await using at = await newChat();
  const { page, window } = at;
  app.model.always({ pieces: ['Water moves [1].'] });
  await askHere(page, question);
  await whole(page, question);
  const other = await app.person();
  await breakLine(page);
  await askHere(page, second);
  await waiting(page, second).waitFor();
  // as if in another tab
  await signIn(window, app.url, other.email, password);
  line.mend();
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  expect((await other.client.sessions.list.query({})).sessions).toEqual([]);
  expect(asked()).toEqual([question]);

  await signIn(window, app.url, person.email, password);
  await page.reload();
  await whole(page, second);
  expect(asked()).toEqual([question, second]);
});
