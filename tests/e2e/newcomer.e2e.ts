import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askHere, bare, watchAnswer, whole } from '#tests/harness/answer-view.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { highlighted, shownPage, viewerOf } from '#tests/harness/viewer.ts';

let app: TestApp;
let browser: TestBrowser;

beforeAll(async () => {
  app = await startTestApp({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '' });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

test('CP-08 a newcomer without any service: guest, sample class, question, live tokens, a footnote that opens its page', async () => {
  expect(app.app.model).toBe('offline-extractive');
  await using window = await browser.window();
  const { page, problems, foreign } = await window.open(app.url);

  await page.getByRole('button', { name: 'Try as guest' }).click();
  await page.getByRole('button', { name: 'Add the sample class' }).click();
  const chapter = page.getByRole('button', { name: /^How memory and sleep work\.pdf\s*\d+ pages$/ });
  await chapter.waitFor();

  const question = 'What happens in the hippocampus during deep sleep?';
  const glimpses = await watchAnswer(page, question);
  await askHere(page, question);
  await whole(page, question);
  const seen = (await glimpses()).map(({ text, running }) => ({ text: bare(text), running }));
  const growing = seen.filter(({ running, text }) => running && text !== '');
  expect(new Set(growing.map(({ text }) => text)).size, 'steps in which the text grew').toBeGreaterThan(1);
  expect(growing[0]?.text.length ?? 0).toBeLessThan((seen.at(-1)?.text.length ?? 0) / 2);

  const note = page
    .getByRole('listitem')
    .filter({ hasText: 'How memory and sleep work.pdf' })
    .filter({ has: page.getByRole('blockquote') });
  const quote = await note.getByRole('blockquote').first().innerText();
  const marker = page.getByRole('button', { name: /^Footnote \d+: How memory and sleep work\.pdf, page \d+$/ }).first();
  const cited = Number(/page (\d+)$/.exec((await marker.getAttribute('aria-label')) ?? '')?.[1]);
  await marker.click();
  await viewerOf(page).getByRole('heading', { name: 'How memory and sleep work.pdf' }).waitFor();

  const lit = await highlighted(page);
  expect(lit).toMatchObject({ pages: [cited], inView: true });
  expect(await shownPage(page)).toBe(cited);
  expect(bare(lit.text).length).toBeGreaterThan(20);
  expect(bare(lit.text)).toContain(bare(quote).replace(/^…/, ''));
  expect(foreign).toEqual([]);
  expect(problems).toEqual([]);
});
