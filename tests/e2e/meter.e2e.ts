import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHere, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';

let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  app.setClock(new Date('2026-11-10T12:00:00Z'));
  app.model.always({ pieces: ['Water moves [1].'] });
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function someoneAt(used: number) {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const row = { userId: person.userId, month: '2026-11', used, reserved: [], held: [], places: used };
  await app.app.database.native.collection('usage').insertOne(row);
  return { person, path: `/class/${classId}/new` };
}

test('FE-5a, FE-5b 24 of 25 is shown and one more is allowed; 25 of 25 is blocked, with the date of the next', async () => {
  await using at = await enter(app, browser, await someoneAt(24));
  const meter = at.page.getByRole('region', { name: 'Use of the free plan' });
  await meter.getByText('24 of 25 answers').waitFor();
  await askHere(at.page, question);
  await whole(at.page, question);
  await meter.getByText('25 of 25 answers').waitFor();

  const composer = at.page.getByRole('textbox', { name: 'Question' });
  const notice = at.page.getByText('All 25 answers of this month are used. New ones come on December 1.');
  await notice.waitFor();
  expect(await composer.count()).toBe(0);
  await at.page.reload();
  await notice.waitFor();
  await at.page.getByRole('link', { name: 'New chat' }).click();
  await at.page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  await notice.waitFor();
  expect(await composer.count()).toBe(0);
  expect(at.problems).toEqual([]);
});

test('FE-5c on the premium plan there is no meter and no limit', async () => {
  const { person, path } = await someoneAt(25);
  await app.setPlan(person.email, 'premium');
  await using at = await enter(app, browser, { person, path });
  await askHere(at.page, question);
  await whole(at.page, question);
  expect(await at.page.getByText(/of \d+ answers/).count()).toBe(0);
  expect(at.problems).toEqual([]);
});

test('a page that is open when the month ends lets one ask again', async () => {
  app.setClock(new Date('2026-11-30T23:59:40Z'));
  const { person, path } = await someoneAt(25);
  await using at = await enter(app, browser, { person });
  await at.page.clock.install({ time: new Date('2026-11-30T23:59:40Z') });
  await at.page.goto(app.url + path);
  await at.page.getByText('25 of 25 answers').waitFor();
  await at.page.getByText('New ones come on December 1.').waitFor();
  app.setClock(new Date('2026-12-01T00:00:10Z'));
  await at.page.clock.fastForward(31_000);
  await at.page.getByText('0 of 25 answers').waitFor({ timeout: 20_000 });
  await at.page.getByRole('textbox', { name: 'Question' }).waitFor();
});
