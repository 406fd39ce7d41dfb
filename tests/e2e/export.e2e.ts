import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '#shared/limits.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { copyBy, turnOf, whole } from '#tests/harness/answer-view.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';
import { readZip } from '#tests/harness/read-zip.ts';

const question = 'Water: where / why?';
const quote = '“Osmosis is the diffusion of water';
let app: TestApp;
let browser: TestBrowser;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function download(page: Page, asked: string, item: string): Promise<{ name: string; content: Buffer }> {
  const coming = page.waitForEvent('download');
  await turnOf(page, asked).getByRole('button', { name: 'More for this question' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

test('an answer is taken elsewhere: copied as text and as Markdown, saved as Markdown and as Word with real footnotes', async () => {
  app.model.next({ pieces: ['## Overview\n\n**Water** moves [1].\n\n- It is *slow* [1]\n- It is `H2O`'] });
  const { sessionId } = await askToEnd(person.client, { text: question, classId });
  await using at = await enter(app, browser, { person, path: `/class/${classId}/chat/${sessionId}` });
  const { page } = at;
  await at.window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await whole(page, question);
  const turn = turnOf(page, question);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await copyBy(page, turn.getByRole('button', { name: 'Copy answer' }));
  expect(await clipboard()).toContain('Overview\n\nWater moves[1].\n\n- It is slow[1]\n- It is H2O\n\n[1] osmosis.txt');
  await turn.getByRole('button', { name: 'More for this question' }).click();
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  await expect.poll(clipboard).toContain('**Water** moves[^1].');
  expect(await clipboard()).toContain(`[^1]: osmosis.txt, p. 1: ${quote}`);

  const markdown = await download(page, question, 'Save as Markdown');
  expect(markdown.name).toBe('Water where why.md');
  expect(markdown.content.toString()).toContain(`# ${question}\n\n## Overview`);
  const word = await download(page, question, 'Save as Word document');
  expect(word.name).toBe('Water where why.docx');
  const parts = await readZip(word.content);
  const body = parts.get('word/document.xml') ?? '';
  expect(body.match(/<w:footnoteReference [^>]*w:id="1"/g)).toHaveLength(1);
  expect(body).toContain('w:anchor="note1"');
  expect(body).toMatch(/Heading2.*Overview/s);
  const notes = parts.get('word/footnotes.xml') ?? '';
  expect(notes).toMatch(/<w:footnote [^>]*w:id="1"/);
  expect(notes).toContain('osmosis.txt, p. 1: “Osmosis is the diffusion of water');
  expect(at.problems).toEqual([]);
});

test('that an answer was copied is still said when what stands above moves it away from the pointer', async () => {
  const asked = 'Does water move?';
  app.model.next({ pieces: ['## Overview\n\n**Water** moves [1].\n\n- It is *slow* [1]\n- It is `H2O`'] });
  const { sessionId } = await askToEnd(person.client, { text: asked, classId });
  await using at = await enter(app, browser, { person, path: '/' });
  const { page } = at;
  const released = Promise.withResolvers<void>();
  await page.route('**/assets/markdown-*.js', async (route) => {
    await released.promise;
    await route.continue();
  });
  await at.window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${app.url}/class/${classId}/chat/${sessionId}`);
  await whole(page, asked);
  const turn = turnOf(page, asked);
  const saidFor = page.evaluate(async () => {
    const isSaid = () => document.querySelector('[aria-label="Copied"]') !== null;
    const frame = () => new Promise(requestAnimationFrame);
    while (!isSaid()) await frame();
    const since = performance.now();
    while (isSaid()) await frame();
    return performance.now() - since;
  });
  await copyBy(page, turn.getByRole('button', { name: 'Copy answer' }));
  released.resolve();
  await turn.getByRole('heading', { name: 'Overview' }).waitFor();
  expect(await saidFor).toBeGreaterThan(1_500);
});

test(
  'a whole chat is saved as Markdown, all its pages, its footnotes numbered throughout',
  { timeout: 180_000 },
  async () => {
    const texts = Array.from({ length: limits.maxPageSize + 2 }, (_, n) => `What is osmosis, part ${n}?`);
    app.model.always({ pieces: ['Water moves [1].'] });
    let sessionId: string | undefined;
    for (const [n, text] of texts.entries()) {
      if (n % 15 === 0) app.passMinute();
      ({ sessionId } = await askToEnd(person.client, { text, classId, ...(sessionId ? { sessionId } : {}) }));
    }
    await using at = await enter(app, browser, { person, path: `/class/${classId}/chat/${sessionId}` });
    const lastText = texts.at(-1) ?? '';
    await whole(at.page, lastText);
    const file = await download(at.page, lastText, 'Save the whole chat as Markdown');
    expect(file.name).toBe('What is osmosis, part 0.md');
    const text = file.content.toString();
    expect(text).toMatch(/^# What is osmosis, part 0\?\n/);
    expect(Array.from(text.matchAll(/^## (.*)$/gm), ([, heading]) => heading)).toEqual(texts);
    const numbers = Array.from(text.matchAll(/^\[\^(\d+)\]:/gm), ([, number]) => Number(number));
    expect(numbers).toEqual(texts.map((_, at) => at + 1));
  },
);
