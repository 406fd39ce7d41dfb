import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, answered, classId } from '#tests/fixtures/story.ts';
import { startFixtureApp } from '#tests/fixtures/load.ts';
import { bare, shownText, turnOf } from '#tests/harness/answer-view.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { retryToEnd } from '#tests/harness/retry.ts';
import { enter, signIn } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
let app: TestApp;
let browser: TestBrowser;
let person: Person;
let ownClass: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  ({ classId: ownClass } = await classWith(app, person, [osmosis]));
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const switcher = (page: Page, asked: string) => {
  const group = turnOf(page, asked).getByRole('group', { name: 'Versions of the answer' });
  return {
    group,
    before: () => group.getByRole('button', { name: 'Version before' }).click(),
    after: () => group.getByRole('button', { name: 'Next version' }).click(),
    at: (words: string) => group.getByText(words, { exact: true }).waitFor(),
  };
};

/** A question with as many versions as there are texts, opened in the browser. */
async function openVersions(...texts: string[]) {
  app.passMinute();
  app.model.next(...texts.map((text) => ({ pieces: [text] })));
  const { turnId, sessionId } = await askToEnd(person.client, { text: question, classId: ownClass });
  for (const _ of texts.slice(1)) await retryToEnd(person.client, turnId);
  const at = await enter(app, browser, { person, path: `/class/${ownClass}/chat/${sessionId}` });
  const shows = (text: string) => turnOf(at.page, question).getByText(text).waitFor();
  const stored = () => person.client.turns.get.query({ turnId });
  return { at, turnId, shows, stored, versions: switcher(at.page, question) };
}

test('BC-02 an older session with versions opens with its current one, and the others are reachable', async () => {
  await using old = await startFixtureApp(1);
  await using window = await browser.window();
  await signIn(window, old.url, account.email, account.password);
  const { page, problems } = await window.open(`${old.url}/class/${classId}/chat/${answered.sessionId}`);

  const told = answered.turns[1];
  const turn = turnOf(page, told.question);
  const versions = switcher(page, told.question);
  const look = async (place: number): Promise<void> => {
    const { text, reaction } = told.versions[place] ?? { text: '', reaction: null };
    await versions.at(`Version ${place + 1} of ${told.versions.length}`);
    const cited = new Set(Array.from(text.matchAll(/\[([^\]]+)\]/g), ([, words]) => words));
    expect(bare(await shownText(turn))).toBe(bare(text.replaceAll(/\[[^\]]+\]/g, '')));
    const notes = turn.getByRole('list', { name: 'Footnotes' }).getByRole('listitem');
    await expect.poll(() => notes.count()).toBe(cited.size);
    await turn.getByRole('button', { name: 'Bad answer', pressed: reaction === 'dislike' }).waitFor();
  };
  await look(1);
  await versions.before();
  await look(0);
  await page.reload();
  await look(0);
  await versions.after();
  await look(1);
  expect(await switcher(page, answered.turns[0].question).group.count()).toBe(0);
  expect(problems).toEqual([]);
});

test('CP-07, FE-3c answering again shows the new version, and the old one is reachable, also by keyboard', async () => {
  const { at, shows, stored, versions } = await openVersions('The first words.');
  await using _ = at;
  await shows('The first words.');
  app.model.next({ pieces: ['Other words.'] });
  await turnOf(at.page, question).getByRole('button', { name: 'Answer again' }).click();
  await shows('Other words.');
  expect(await turnOf(at.page, question).count()).toBe(1);
  await versions.at('Version 2 of 2');
  const isStored = (place: number) => expect.poll(async () => (await stored()).current).toBe(place);
  await versions.before();
  await shows('The first words.');
  await isStored(0);
  await at.page.keyboard.press('ArrowRight');
  await shows('Other words.');
  await isStored(1);
  await at.page.keyboard.press('ArrowLeft');
  await shows('The first words.');
  await isStored(0);
  await at.page.reload();
  await shows('The first words.');
  expect(at.problems).toEqual([]);
});

test('versions can be looked at while another is being written, which is shown once it is done', async () => {
  const { at, shows, versions } = await openVersions('One.', 'Two.');
  await using _ = at;
  await shows('Two.');
  const calling = app.model.nextCall();
  await turnOf(at.page, question).getByRole('button', { name: 'Answer again' }).click();
  const call = await calling;
  call.send('Three and');
  await shows('Three and');
  await versions.at('Version 3 of 3, being written');
  await versions.before();
  await shows('Two.');
  await versions.before();
  await shows('One.');
  await versions.at('Version 1 of 3');
  await versions.after();
  await versions.after();
  await shows('Three and');
  await versions.before();
  await shows('Two.');
  call.send(' more.').finish();
  await shows('Three and more.');
  await versions.at('Version 3 of 3');
  expect(at.problems).toEqual([]);
});

test('a choice that the server refuses is taken back, and said so', async () => {
  const { at, turnId, shows, stored, versions } = await openVersions('One.', 'Two.');
  await using _ = at;
  await shows('Two.');
  // once the page follows the events it has fetched what it shows for the last time
  await person.client.sessions.rename.mutate({ sessionId: (await stored()).sessionId, name: 'Followed' });
  await at.page.getByRole('link', { name: 'Followed' }).waitFor();
  await app.app.database.native.collection('turns').updateOne({ turnId }, { $set: { deletedAt: new Date() } });
  await versions.before();
  await at.page
    .getByRole('region', { name: /Notifications/ })
    .getByText('There is no such question')
    .waitFor();
  await shows('Two.');
  await versions.at('Version 2 of 2');
});

test('a choice, a deletion and a restoring are seen in another tab', async () => {
  const { at, turnId, shows, versions } = await openVersions('One.', 'Two.');
  await using _ = at;
  await shows('Two.');
  const { sessionId } = await person.client.turns.select.mutate({ turnId, current: 0 });
  await shows('One.');
  await versions.at('Version 1 of 2');
  await person.client.turns.delete.mutate({ turnId });
  await turnOf(at.page, question).waitFor({ state: 'detached' });
  await person.client.turns.restore.mutate({ turnId });
  await shows('One.');
  await person.client.sessions.delete.mutate({ sessionId });
  await at.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  await person.client.sessions.restore.mutate({ sessionId });
  await shows('One.');
});
