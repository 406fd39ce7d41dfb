import { afterAll, beforeAll, expect, test } from 'vitest';
import { bare, turnOf, watchAnswer, whole } from '#tests/harness/answer-view.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { type DevelopmentBuild, buildForDevelopment } from '#tests/harness/development-build.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { signIn } from '#tests/harness/web-person.ts';
import { password } from '#tests/harness/connect.ts';

const question = 'What is osmosis?';
const words = Array.from({ length: 60 }, (_, index) => `word${index} `);

let app: TestApp;
let browser: TestBrowser;
let development: DevelopmentBuild;

beforeAll(async () => {
  development = await buildForDevelopment();
  app = await startTestApp();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
  await development[Symbol.asyncDispose]();
});

test('ST-09 in React StrictMode, where every effect runs twice, no token is shown twice', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using window = await browser.window();
  await signIn(window, app.url, person.email, password);
  await development.serveTo(window.context, app.url);
  const { page, problems } = await window.open('about:blank');
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto(`${app.url}/class/${classId}/new`);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  expect(sockets.length, 'connections: the effect that opens one ran, was undone and ran again').toBe(2);

  const turn = turnOf(page, question);
  const glimpses = await watchAnswer(page, question);
  const call = await askByHand(app, page, question);
  const [first = '', ...rest] = words;
  call.send(first);
  await turn.getByText('word0').waitFor();
  for (const word of rest.slice(0, 30)) call.send(word);
  await turn.getByText('word30').waitFor();
  // Mounted anew in mid-stream: what came before is watched again, and must not be added again.
  await page.getByRole('link', { name: 'New chat' }).click();
  await turn.waitFor({ state: 'detached' });
  await page.getByRole('navigation').getByRole('link', { name: question }).click();
  await turn.getByText('word30').waitFor();
  for (const word of rest.slice(30)) call.send(word);
  call.send('[1].').finish();
  await whole(page, question);

  const whole_ = bare(words.join('')) + '.';
  const seen = await glimpses();
  expect(bare(seen.at(-1)?.text ?? '')).toBe(whole_);
  for (const { text } of seen) expect(whole_.startsWith(bare(text)), `“${text}” begins the answer`).toBe(true);
  expect(problems).toEqual([]);
});
