import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, answered, classId, className, files, troubled } from '#tests/fixtures/story.ts';
import { startFixtureApp } from '#tests/fixtures/load.ts';
import { bare, shownText, turnOf } from '#tests/harness/answer-view.ts';
import type { TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser, type TestPage, type TestWindow } from '#tests/harness/browser.ts';
import { highlighted, shownPage, viewerOf } from '#tests/harness/viewer.ts';

let app: TestApp;
let browser: TestBrowser;
let window: TestWindow;
let at: TestPage;

beforeAll(async () => {
  app = await startFixtureApp(1);
  browser = await startBrowser();
  window = await browser.window();
  at = await window.open(app.url);
  await at.page.getByRole('textbox', { name: 'E-mail' }).fill(account.email);
  await at.page.getByRole('textbox', { name: 'Password' }).fill(account.password);
  await at.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await at.page.getByRole('button', { name: className }).waitFor();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const open = async (sessionId: string): Promise<void> => {
  await at.page.goto(`${app.url}/class/${classId}/chat/${sessionId}`);
  await at.page.getByRole('article').last().waitFor();
};

const marker = /\[([^\]]+)\]/g;

/** A version's text without markers, and the words of the passages it cites, by number. */
const read = (text: string) => {
  const cited = new Set(Array.from(text.matchAll(marker), ([, words = '']) => words));
  return { text: bare(text.replaceAll(marker, '')), cited: [...cited] };
};

/** The cited texts of a turn's shown answer, as they are stored, by number. */
const quotesOf = async (question: string): Promise<string[]> => {
  const [turn] = await app.app.database.db.turns.where({ question }).all();
  return turn?.answers[turn.current]?.citations.map(({ quote }) => quote) ?? [];
};

test('BC-01 an older session opens with its questions, answers and footnotes, which still open their sources', async () => {
  await open(answered.sessionId);
  const { page } = at;
  const headings = await page.getByRole('article').getByRole('heading', { level: 2 }).allInnerTexts();
  expect(headings).toEqual(answered.turns.map(({ question }) => question));
  for (const { question, versions } of answered.turns) {
    const turn = turnOf(page, question);
    const { text, cited } = read(versions.at(-1)?.text ?? '');
    await turn.getByRole('button', { name: 'Footnote 1:' }).first().waitFor();
    expect(bare(await shownText(turn))).toBe(text);
    const notes = turn.getByRole('list', { name: 'Footnotes' }).getByRole('listitem');
    expect(await notes.count()).toBe(cited.length);
    const quotes = await quotesOf(question);
    for (const [index, words] of cited.entries()) {
      const shown = bare(await notes.nth(index).getByRole('blockquote').innerText()).replace(/^…/, '');
      expect(quotes[index]).toContain(words);
      expect(bare(quotes[index] ?? '')).toContain(shown);
    }
  }

  await page.reload();
  const division = turnOf(page, answered.turns[1].question);
  await division.getByRole('button', { name: 'Footnote 1: Cell division.pdf, page 2' }).first().click();
  const lit = await highlighted(page);
  expect(lit).toMatchObject({ pages: [2], inView: true });
  expect(lit.text).toContain('the spindle pulls the two copies');
  expect(await shownPage(page)).toBe(2);
  await viewerOf(page).getByRole('button', { name: 'Close the source' }).click();

  await turnOf(page, answered.turns[0].question)
    .getByRole('button', { name: 'Footnote 1: Energy.md, page 2' })
    .first()
    .click();
  await viewerOf(page).getByText('Mitochondria turn sugar and oxygen into ATP.').waitFor();
  expect(at.problems).toEqual([]);
});

test('BC-01 an older session in which answers failed, were stopped and found nothing shows each as it was', async () => {
  await open(troubled.sessionId);
  const { page } = at;
  const failed = turnOf(page, troubled.failed.question);
  await failed.getByRole('alert').waitFor();
  await failed.getByRole('button', { name: 'Try again' }).waitFor();
  const stopped = turnOf(page, troubled.stopped.question);
  await stopped.getByText('It carries sodium out').waitFor();
  await stopped.getByText('Stopped here.').waitFor();
  const nothing = turnOf(page, troubled.nothing.question);
  await nothing.getByText(`I found nothing about this in “${className}”`).waitFor();
  expect(await nothing.getByRole('region', { name: 'You could ask instead' }).getByRole('button').count()).toBe(3);
  expect(at.problems).toEqual([]);
});

test('BC-03 each reaction is shown on its own answer, none on a version that has none', async () => {
  await open(answered.sessionId);
  for (const { question, versions } of answered.turns) {
    const turn = turnOf(at.page, question);
    const reaction = versions.at(-1)?.reaction ?? null;
    await turn.getByRole('button', { name: 'Good answer', pressed: reaction === 'like' }).waitFor();
    await turn.getByRole('button', { name: 'Bad answer', pressed: reaction === 'dislike' }).waitFor();
  }
});

test('older documents are listed and readable, and a new month begins at nothing', async () => {
  await open(answered.sessionId);
  const documents = at.page.getByRole('region', { name: 'Documents' });
  for (const { name } of files)
    await documents.getByRole('button', { name: new RegExp(`^${name}\\s*\\d pages?$`) }).waitFor();
  await at.page.getByText('0 of 25 answers').waitFor();
});
