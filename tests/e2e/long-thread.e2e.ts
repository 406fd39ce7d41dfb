import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnOf } from '#tests/harness/answer-view.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser, type TestBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { storeTurns } from '#tests/harness/stored-turns.ts';
import { enter } from '#tests/harness/web-person.ts';

const count = 120;
const questionOf = (n: number): string => `What is number ${n}?`;

let app: TestApp;
let browser: TestBrowser;
let person: Person;
let path: string;

beforeAll(async () => {
  app = await startTestApp();
  browser = await startBrowser();
  person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const { sessionId } = await person.client.sessions.create.mutate({ classId });
  const turns = Array.from({ length: count }, (_, n) => ({
    question: questionOf(n),
    content: `It is **answer ${n}** of them.\n\n- one\n- two\n\n${'And so it goes on for a while. '.repeat(20)}`,
  }));
  await storeTurns(app.app.database.db, person.userId, sessionId, turns);
  path = `/class/${classId}/chat/${sessionId}`;
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

test('a long thread opens at its end; only what is near is set, all of it can be found', async () => {
  await using at = await enter(app, browser, { person, path });
  const { page } = at;
  await turnOf(page, questionOf(count - 1))
    .getByText('answer 119')
    .waitFor();
  await turnOf(page, questionOf(count - 3))
    .locator('strong')
    .waitFor({ state: 'attached' });
  expect(await page.locator('.turn-place').count()).toBe(30);
  expect(await page.locator('.turn-place:not([data-far])').count()).toBeLessThan(15);
  expect(await turnOf(page, questionOf(92)).textContent()).toContain('answer 92');
  expect(at.problems).toEqual([]);
});

test('earlier turns come as they are scrolled to, and what is read stays where it is', async () => {
  await using at = await enter(app, browser, { person, path });
  const { page } = at;
  const box = page.locator('.thread-scroll');
  const places = page.locator('.turn-place');
  await turnOf(page, questionOf(count - 1))
    .locator('strong')
    .waitFor();
  while ((await places.count()) < count) {
    const before = await places.count();
    await box.hover();
    await page.mouse.wheel(0, -900);
    // what stands in the view after the reader's step stands there still when older turns have come above it
    const seen = await box.evaluate(async (element) => {
      const frames = (n: number): Promise<void> =>
        new Promise((resolve) => requestAnimationFrame(() => (n > 1 ? resolve(frames(n - 1)) : resolve())));
      await frames(3);
      const top = element.getBoundingClientRect().top + 100;
      const first = Array.from(element.querySelectorAll('article')).find((a) => a.getBoundingClientRect().bottom > top);
      return { name: first?.ariaLabel ?? '', y: first?.getBoundingClientRect().top ?? 0 };
    });
    if ((await places.count()) === before) continue;
    const after = await turnOf(page, seen.name).boundingBox();
    expect(Math.abs((after?.y ?? Infinity) - seen.y), seen.name).toBeLessThan(40);
  }
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: 'Jump to the latest' }).click();
  await turnOf(page, questionOf(count - 1))
    .getByText('answer 119')
    .waitFor();
  await expect.poll(() => box.evaluate((b) => b.scrollHeight - b.scrollTop - b.clientHeight)).toBeLessThan(5);
  expect(await page.locator('.turn-place:not([data-far])').count()).toBeLessThan(40);
  expect(at.problems).toEqual([]);
});

test('what was loaded stays, and where it is read, when something new comes into the chat', async () => {
  await using at = await enter(app, browser, { person, path });
  const { page } = at;
  const places = page.locator('.turn-place');
  const box = page.locator('.thread-scroll');
  await turnOf(page, questionOf(count - 1))
    .locator('strong')
    .waitFor();
  while ((await places.count()) < 90) {
    await box.hover();
    await page.mouse.wheel(0, -2_000);
  }
  const read = turnOf(page, questionOf(50));
  await read.scrollIntoViewIfNeeded();
  await read.locator('strong').waitFor();
  const y = async () => (await read.boundingBox())?.y ?? Infinity;
  await expect.poll(async () => Math.abs((await y()) - (await y()))).toBe(0);
  const before = await y();

  const sessionId = path.split('/').at(-1) ?? '';
  app.model.next({ pieces: ['Water moves [1].'] });
  await askToEnd(person.client, { text: 'What is osmosis?', sessionId });
  await turnOf(page, 'What is osmosis?').getByText('Water moves').first().waitFor({ state: 'attached' });
  expect(Math.abs((await y()) - before)).toBeLessThan(40);
  expect(at.problems).toEqual([]);
});
