import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { turnOf } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';
const paragraphs = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `Paragraph ${from + index} ends.\n\n`).join('');

/** Where the page stands once it has come to rest: from its top, and from its end. */
const atRest = (page: Page): Promise<{ top: number; left: number }> =>
  page.locator('.thread-scroll').evaluate(async (box) => {
    for (let still = 0, last = -1; still < 10; last = box.scrollTop) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      still = box.scrollTop === last ? still + 1 : 0;
    }
    return { top: Math.round(box.scrollTop), left: Math.round(box.scrollHeight - box.scrollTop - box.clientHeight) };
  });

test('ST-05, FE-4a, FE-4b, FE-4c the page follows the tokens, stays where the reader scrolls up, and follows again at the end', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const turn = turnOf(page, question);
  const says = async (from: number, to: number): Promise<void> => {
    call.send(paragraphs(from, to));
    await turn.getByText(`Paragraph ${to - 1} ends.`).waitFor({ state: 'attached' });
  };
  const call = await askByHand(app, page, question);
  await says(0, 40);
  expect((await atRest(page)).left).toBeLessThan(5);
  await says(40, 50);
  const followed = await atRest(page);
  expect(followed.left).toBeLessThan(5);

  await turn.hover();
  await page.mouse.wheel(0, -700);
  const latest = page.getByRole('button', { name: 'Jump to the latest' });
  await latest.waitFor();
  const { top } = await atRest(page);
  expect(top).toBeLessThan(followed.top - 300);
  await says(50, 70);
  expect((await atRest(page)).top).toBe(top);

  await page.mouse.wheel(0, 10_000);
  await latest.waitFor({ state: 'detached' });
  await says(70, 80);
  expect((await atRest(page)).left).toBeLessThan(5);

  await page.mouse.wheel(0, -700);
  await latest.click();
  await says(80, 90);
  expect((await atRest(page)).left).toBeLessThan(5);
  call.finish();
});
