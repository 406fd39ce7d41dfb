import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { overhang, phone } from '#tests/harness/phone.ts';
import { viewerOf } from '#tests/harness/viewer.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const second = 'Where does water move?';
const density = { name: 'density.txt', content: 'Density is mass per volume. Ice is less dense than water.' };
let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  app.model.always({ pieces: ['Water moves [1].'] });
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

test('FE-11 at 360 px, by touch: documents are chosen, an answer is stopped, breaks off, is tried again, judged, switched; its question is changed and deleted', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis, density]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new`, look: phone });
  const { page } = at;
  const turn = turnOf(page, question);
  await page.getByRole('button', { name: 'Choose documents to ask' }).tap();
  await page.getByRole('option', { name: osmosis.name }).tap();
  expect(await overhang(page)).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Leave out ${osmosis.name}` }).tap();
  await page.getByRole('list', { name: 'Chosen documents' }).waitFor({ state: 'detached' });

  const calling = app.model.nextCall();
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.getByRole('button', { name: 'Send' }).tap();
  const call = await calling;
  call.send('Water moves to the ');
  await turn.getByText('Water moves to the').waitFor();
  expect(await overhang(page)).toBe(0);
  call.cut();
  await turn.getByRole('alert').getByText('Incomplete').waitFor();
  await turn.getByRole('button', { name: 'Try again' }).tap();
  await whole(page, question);

  const again = app.model.nextCall();
  await turn.getByRole('button', { name: 'Answer again' }).tap();
  const other = await again;
  other.send('Other words and ');
  await turn.getByText('Other words and').waitFor();
  await page.getByRole('button', { name: 'Stop' }).tap();
  await turn.getByText('Stopped here.').waitFor();
  await turn.getByRole('button', { name: 'Good answer' }).tap();
  await turn.getByRole('button', { name: 'Good answer', pressed: true }).waitFor();
  expect(await overhang(page)).toBe(0);
  await turn.getByRole('button', { name: 'Version before' }).tap();
  await turn.getByText('Version 1 of 2', { exact: true }).waitFor();

  await turn.getByRole('button', { name: 'More for this question' }).tap();
  await page.getByRole('menuitem', { name: 'Edit question' }).tap();
  expect(await overhang(page)).toBe(0);
  await page.getByRole('textbox', { name: 'Edit question' }).fill(second);
  await page.getByRole('form', { name: 'Edit question' }).getByRole('button', { name: 'Send' }).tap();
  await whole(page, second);
  await turnOf(page, second).getByRole('button', { name: 'More for this question' }).tap();
  await page.getByRole('menuitem', { name: 'Delete question' }).tap();
  await turnOf(page, second).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).tap();
  await whole(page, second);
  expect(await overhang(page)).toBe(0);
  expect(at.problems).toEqual([]);
});

test('FE-11 at 360 px, by touch: a document is asked by a starter or a preset, searched, and its contents opened', async () => {
  const person = await app.person();
  const chapters = { name: 'chapters.md', content: '# Water\n\nWater flows.\n\n# Ice\n\nIce is frozen water.' };
  const { classId, documents } = await classWith(app, person, [chapters]);
  const path = `/class/${classId}/document/${documents[0]?.documentId ?? ''}`;
  await using at = await enter(app, browser, { person, path, look: phone });
  const { page } = at;
  const source = viewerOf(page);
  await source.getByText('Water flows.').waitFor();
  await source.getByRole('button', { name: 'Search in this document' }).tap();
  await source.getByRole('searchbox').fill('frozen');
  await source.getByRole('list', { name: 'Places found' }).getByRole('button').tap();
  expect(await overhang(page)).toBe(0);
  await source.getByRole('button', { name: 'Close the search' }).tap();
  await source.getByRole('button', { name: 'More for this source' }).tap();
  await page.getByRole('menuitem', { name: 'Contents' }).tap();
  await source.getByRole('region', { name: 'Contents' }).getByRole('button', { name: /Ice/ }).tap();
  await source.getByText('Ice is frozen water.').waitFor();
  await page.getByRole('button', { name: 'Summarise' }).tap();
  await whole(page, 'Summarise this document');
  expect(await overhang(page)).toBe(0);
  expect(at.problems).toEqual([]);
});
