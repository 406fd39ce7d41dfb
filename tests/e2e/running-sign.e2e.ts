import { expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';

test('title and icon tell that an answer is being written; while waiting the page says what is read', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const icon = (): Promise<string | null> => at.page.locator('link[rel="icon"]').getAttribute('href');
  const call = await askByHand(app, at.page, question);
  await turnOf(at.page, question).getByText('Reading osmosis.txt, p. 1…').waitFor();
  await expect.poll(() => at.page.title()).toBe(`● ${question} · Footnote`);
  expect(await icon()).toBe('/favicon-running.svg');
  call.send('Water moves [1].').finish();
  await whole(at.page, question);
  await expect.poll(() => at.page.title()).toBe(`${question} · Footnote`);
  expect(await icon()).toBe('/favicon.svg');
  expect(at.problems).toEqual([]);
});
