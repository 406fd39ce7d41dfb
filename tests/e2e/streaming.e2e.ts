import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { bare, turnOf, watchAnswer, whole } from '#tests/harness/answer-view.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { offered } from '#tests/harness/offered.ts';
import { storedText } from '#tests/harness/stored-text.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'How do osmosis and mitosis work in a cell?';
const mitosis = {
  name: 'mitosis.md',
  content: '# Cell division\n\nMitosis is the division of a nucleus of a cell into two.',
};

let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis, mitosis]));
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const newChat = () => enter(app, browser, { person, path: `/class/${classId}/new` });

test('CP-01 tokens are shown as they come, each footnote together with its marker', async () => {
  await using at = await newChat();
  const turn = turnOf(at.page, question);
  const glimpses = await watchAnswer(at.page, question);
  const call = await askByHand(app, at.page, question);
  const [water, nucleus] = [
    offered(call.request, 'diffusion of water'),
    offered(call.request, 'division of a nucleus'),
  ];

  call.send('Osmosis moves wa');
  await turn.getByText('Osmosis moves wa').waitFor();
  call.send('ter through a membrane [');
  await turn.getByText('through a membrane').waitFor();
  expect(await turn.getByRole('button', { name: /^Footnote/ }).count()).toBe(0);
  call.send(`${water}]. `);
  await turn.getByRole('button', { name: 'Footnote 1: osmosis.txt, page 1' }).waitFor();
  call.send(`Mitosis divides the nucleus [${nucleus}], `);
  await turn.getByRole('button', { name: 'Footnote 2: mitosis.md, page 1' }).waitFor();
  call.send(`and water follows [${water}].`).finish();
  await whole(at.page, question);

  const seen = await glimpses();
  for (const { markers, notes } of seen) expect(notes).toEqual(markers);
  const running = seen.filter((glimpse) => glimpse.running);
  expect(running.map(({ markers }) => markers.length)).toEqual(expect.arrayContaining([0, 1, 2]));
  expect(new Set(running.map(({ text }) => text)).size).toBeGreaterThanOrEqual(4);
  const final = bare(seen.at(-1)?.text ?? '');
  for (const { text } of seen) expect(final.startsWith(bare(text)), `“${text}” begins the answer`).toBe(true);
  expect(final).toBe(bare('Osmosis moves water through a membrane. Mitosis divides the nucleus, and water follows.'));
  expect(at.problems).toEqual([]);
});

test('ST-04 leaving in mid-stream: no error in the console; coming back shows the answer going on, later done', async () => {
  await using at = await newChat();
  const turn = turnOf(at.page, question);
  const call = await askByHand(app, at.page, question);
  call.send('Water moves first. ');
  await turn.getByText('Water moves first.').waitFor();
  const address = at.page.url();

  await at.page.getByRole('link', { name: 'New chat' }).click();
  await turn.waitFor({ state: 'detached' });
  call.send('Then it stops. ');
  await at.page.getByRole('navigation').getByRole('link', { name: question }).first().click();
  await turn.getByText('Water moves first. Then it stops.').waitFor();
  await at.page.getByRole('button', { name: 'Stop' }).waitFor();
  call.send('Cells ');
  await turn.getByText('Then it stops. Cells').waitFor();

  await at.page.goto('about:blank');
  call.send('divide.').finish();
  await call.over;
  await at.page.goto(address);
  await whole(at.page, question);
  expect(await turn.locator('.prose').innerText()).toContain('Water moves first. Then it stops. Cells divide.');
  expect(at.problems).toEqual([]);
});

test('ST-10 a reload in mid-stream: nothing partial in the database, the page shows the text so far and goes on to the end', async () => {
  await using at = await newChat();
  const turn = turnOf(at.page, question);
  const call = await askByHand(app, at.page, question);
  call.send('Waterfalls begin with osmosis');
  await turn.getByText('Waterfalls begin with osmosis').waitFor();
  expect(await storedText(app)).not.toContain('Waterfalls');
  expect(await storedText(app)).toContain(question);

  await at.page.reload();
  await turn.getByText('Waterfalls begin with osmosis').waitFor();
  await at.page.getByRole('button', { name: 'Stop' }).waitFor();
  const glimpses = await watchAnswer(at.page, question);
  call.send(' and go on');
  await turn.getByText('Waterfalls begin with osmosis and go on').waitFor();
  expect(await storedText(app)).not.toContain('Waterfalls');
  call.send(` here [${offered(call.request, 'diffusion of water')}].`).finish();
  await whole(at.page, question);

  const shown = (await glimpses()).map(({ text }) => bare(text));
  expect(shown.at(-1)).toContain(bare('Waterfalls begin with osmosis and go on here'));
  expect(await storedText(app)).toContain('Waterfalls begin with osmosis and go on here [1].');
  expect(at.problems).toEqual([]);
});

test('FE-14 a second tab of the same user shows the running answer live', async () => {
  await using at = await newChat();
  const call = await askByHand(app, at.page, question);
  call.send('Seen by both. ');
  await turnOf(at.page, question).getByText('Seen by both.').waitFor();
  const second = await at.window.open(at.page.url());
  await turnOf(second.page, question).getByText('Seen by both.').waitFor();
  call.send('Also this.');
  for (const { page } of [at, second]) await turnOf(page, question).getByText('Seen by both. Also this.').waitFor();
  call.finish();
  for (const { page } of [at, second]) await whole(page, question);
});
