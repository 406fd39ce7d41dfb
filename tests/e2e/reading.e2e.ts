import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { copyBy, turnOf, whole } from '#tests/harness/answer-view.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const answer = [
  'The pressure is $\\Pi = iMRT$ [1], in full:',
  '$$\n\\Pi = i \\cdot \\frac{n}{V} \\cdot R\n- \\vec{p}\n$$ [1]',
  '| Side | Water |\n|---|---|\n| salty [1] | \\(\\sqrt{c_1}\\) **falls** [1] |\n| sweet | costs $5 and $10 |',
  '1. Water moves [1].\n2. It stops [1]:\n   \\[ \\Delta\\Pi = 0 \\]\n3. Nothing breaks `a[1]`.',
  '```ts\nconst pressure = concentration * temperature * gasConstant; // a line that is longer than a phone is wide\n```',
  'So it ends.',
].join('\n\n');

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

/** What is shown besides formulas, set or about to be. */
const wordsOf = (prose: Locator): Promise<string> =>
  prose.evaluateAll(([element]) => {
    const copy = element?.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const formula of copy.querySelectorAll('.katex, .formula-waiting, code')) formula.remove();
    return copy.textContent;
  });

test('FE-13 a table, a list and a formula around [n] markers render whole, also while they are being written', async () => {
  await using at = await enter(app, browser, {
    person,
    path: `/class/${classId}/new`,
    look: { width: 360, height: 780 },
  });
  const turn = turnOf(at.page, question);
  const prose = turn.locator('.prose');
  const call = await askByHand(app, at.page, question);
  for (let from = 0; from < answer.length; from += 7) {
    call.send(answer.slice(from, from + 7));
    if (from % 70 === 0) expect(await wordsOf(prose)).not.toMatch(/\\|\$\$|\[1\]/);
  }
  call.finish();
  await whole(at.page, question);

  expect(await turn.getByRole('button', { name: 'Footnote 1: osmosis.txt, page 1' }).count()).toBe(6);
  await expect.poll(() => prose.locator('math').count()).toBe(4);
  expect(await prose.locator('.katex-display').count()).toBe(2);
  expect(await prose.locator('table').getByRole('row').count()).toBe(3);
  expect(await prose.locator('table .marker').count()).toBe(2);
  expect(await prose.locator('ol > li').count()).toBe(3);
  const words = await wordsOf(prose);
  expect(words).toContain('costs $5 and $10');
  expect(words).not.toMatch(/\\|\$\$|\|/);
  // set, not only there: a fraction is taller than a line, and its fonts come from here
  expect((await prose.locator('.katex-display').first().boundingBox())?.height).toBeGreaterThan(30);
  expect(await at.page.evaluate(() => document.fonts.check('20px KaTeX_Main'))).toBe(true);
  expect(await at.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(at.foreign).toEqual([]);
  expect(at.problems).toEqual([]);
});

test('code is copied as it stands', async () => {
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  await at.window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const call = await askByHand(app, at.page, question);
  call.send('It is:\n\n```ts\nconst a = b[1];\n\nconst c = 2;\n```').finish();
  await whole(at.page, question);
  await copyBy(at.page, turnOf(at.page, question).getByRole('button', { name: 'Copy code' }));
  expect(await at.page.evaluate(() => navigator.clipboard.readText())).toBe('const a = b[1];\n\nconst c = 2;');
});
