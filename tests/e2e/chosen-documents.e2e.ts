import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFenced } from '#server/models/fence.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askHere, turnOf, whole } from '#tests/harness/answer-view.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith } from '#tests/harness/documents.ts';
import type { CompletionRequest } from '#tests/harness/model-protocol.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is a cell?';
const files = ['Plants.txt', 'Animals.txt', 'Fungi.txt'].map((name) => ({
  name,
  content: `A cell is the smallest living thing. ${name} says what a cell is.`,
}));

let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;

/** Cites everything that it is offered. */
const citeAll = ({ messages }: CompletionRequest): string[] =>
  readFenced(messages.at(-1)?.content ?? '').passages.map(({ number }) => `A cell lives [${number}]. `);

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  ({ classId } = await classWith(app, person, files));
  app.model.always({ pieces: citeAll });
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function cited(page: Page): Promise<string[]> {
  const sessionId = /chat\/([0-9a-f]{24})/.exec(page.url())?.[1] ?? '';
  const { turns } = await person.client.sessions.get.query({ sessionId });
  const names =
    turns
      .at(-1)
      ?.answers.at(-1)
      ?.citations.map(({ documentName }) => documentName) ?? [];
  return [...new Set(names)].toSorted();
}

test('FE-18 two documents chosen as scope, by pointer: citations from those only, said so with the turn and kept for the next question', async () => {
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  await page.getByRole('button', { name: 'Choose documents to ask' }).click();
  await page.getByRole('option', { name: 'Plants.txt' }).click();
  await page.getByRole('option', { name: 'Fungi.txt' }).click();
  await page.keyboard.press('Escape');
  const chips = page.getByRole('list', { name: 'Chosen documents' });
  expect(await chips.getByRole('listitem').allInnerTexts()).toEqual(['Plants.txt', 'Fungi.txt']);
  await page.reload();
  await chips.getByText('Fungi.txt').waitFor();
  await askHere(page, question);
  await whole(page, question);
  expect(await cited(page)).toEqual(['Fungi.txt', 'Plants.txt']);
  await turnOf(page, question).getByText('Asked of Plants.txt and Fungi.txt').waitFor();
  await page.reload();
  await turnOf(page, question).getByText('Asked of Plants.txt and Fungi.txt').waitFor();

  await chips.getByRole('button', { name: 'Leave out Plants.txt' }).click();
  await askHere(page, 'What is a cell again?');
  await whole(page, 'What is a cell again?');
  expect(await cited(page)).toEqual(['Fungi.txt']);
  await chips.getByRole('button', { name: 'Leave out Fungi.txt' }).click();
  await askHere(page, 'What is a cell now?');
  await whole(page, 'What is a cell now?');
  expect(await cited(page)).toEqual(['Animals.txt', 'Fungi.txt', 'Plants.txt']);
  expect(at.problems).toEqual([]);
});

test('FE-18 documents are chosen by keyboard too: @ in the question, a part of the name, Enter', async () => {
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Choose documents to ask' }).waitFor();
  for (const part of ['anim', 'fung']) {
    await page.keyboard.type('@');
    await page.getByRole('combobox', { name: 'Find a document' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(part);
    await page.keyboard.press('Enter');
    await field.and(page.locator(':focus')).waitFor();
  }
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
  await whole(page, question);
  expect(await cited(page)).toEqual(['Animals.txt', 'Fungi.txt']);
});
