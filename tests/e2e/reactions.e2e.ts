import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf } from '#tests/harness/answer-view.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
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

async function openAnswer() {
  app.model.next({ pieces: ['Water moves [1].'] });
  const { turnId, sessionId } = await askToEnd(person.client, { text: question, classId });
  const at = await enter(app, browser, { person, path: `/class/${classId}/chat/${sessionId}` });
  const turn = turnOf(at.page, question);
  const good = (pressed: boolean) => turn.getByRole('button', { name: 'Good answer', pressed });
  const bad = (pressed: boolean) => turn.getByRole('button', { name: 'Bad answer', pressed });
  const shows = async (reaction: 'like' | 'dislike' | null): Promise<void> => {
    await good(reaction === 'like').waitFor();
    await bad(reaction === 'dislike').waitFor();
  };
  const stored = async () => (await person.client.turns.get.query({ turnId })).answers[0]?.reaction;
  return { at, turnId, good, bad, shows, stored };
}

test('CP-10, FE-6a, FE-6b, FE-6c thumbs up and down are stored and shown after a reload; a second click clears', async () => {
  const { at, good, bad, shows, stored } = await openAnswer();
  await using _ = at;
  await shows(null);
  for (const { click, reaction } of [
    { click: good(false), reaction: 'like' as const },
    { click: bad(false), reaction: 'dislike' as const },
    { click: bad(true), reaction: null },
  ]) {
    await click.click();
    await shows(reaction);
    await expect.poll(stored).toBe(reaction);
    await at.page.reload();
    await shows(reaction);
  }
  expect(at.problems).toEqual([]);
});

test('FE-6d a reaction that the server refuses is taken back to what it was, and said so', async () => {
  const { at, turnId, good, shows, stored, bad } = await openAnswer();
  await using _ = at;
  await bad(false).click();
  await expect.poll(stored).toBe('dislike');
  await app.app.database.native.collection('turns').updateOne({ turnId }, { $set: { deletedAt: new Date() } });
  await good(false).click();
  await at.page
    .getByRole('region', { name: /Notifications/ })
    .getByText('There is no such')
    .waitFor();
  await shows('dislike');
});
