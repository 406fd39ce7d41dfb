import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

test('FE-15 an answer that broke off stays on its page with the reason, until a retry writes it anew in its place', async () => {
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const turn = turnOf(at.page, question);
  const call = await askByHand(app, at.page, question);
  call.send('Water moves to the ');
  await turn.getByText('Water moves to the').waitFor();
  call.cut();
  await turn.getByRole('alert').getByText('Incomplete').waitFor();
  expect(await turn.getByText('Water moves to the').isVisible()).toBe(true);
  expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });

  app.model.always({ pieces: ['Osmosis moves water [1].'] });
  await turn.getByRole('button', { name: 'Try again' }).click();
  await whole(at.page, question);
  expect(await turn.getByText('Water moves to the').count()).toBe(0);
  expect(await at.page.getByRole('article').count()).toBe(1);
  expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });

  await at.page.reload();
  await whole(at.page, question);
  expect(await turn.getByRole('alert').count()).toBe(0);
  expect(at.problems).toEqual([]);
});
