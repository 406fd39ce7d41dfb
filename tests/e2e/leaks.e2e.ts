import { expect, test } from 'vitest';
import { askHere, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { countTimers, pageLife } from '#tests/harness/page-life.ts';
import { enter, type WebPerson } from '#tests/harness/web-person.ts';

/** Asks ten questions, each in a chat of its own, and comes back to an empty page. */
async function askTen({ page }: WebPerson, from: number): Promise<void> {
  const another = page.getByRole('link', { name: 'New chat' });
  for (let n = from; n < from + 10; n += 1) {
    const question = `What is osmosis, for the ${n}th time?`;
    await askHere(page, question);
    await whole(page, question);
    await another.click();
    await page.getByRole('article').waitFor({ state: 'detached' });
  }
}

test(
  'ST-03 (browser) 10 questions in a row leave no listener, socket, timer or heap growth',
  { timeout: 240_000 },
  async () => {
    await using app = await startTestApp();
    await using browser = await startBrowser();
    const person = await app.person();
    await app.setPlan(person.email, 'premium');
    app.model.always({ pieces: ['Water ', 'moves [1].\n\n', '| a | b |\n|---|---|\n| 1 | 2 |'] });
    const { classId } = await classWith(app, person, [osmosis]);
    await using at = await enter(app, browser, { person, path: '/' });
    await countTimers(at.page);
    await at.page.goto(`${app.url}/class/${classId}/new`);
    await askTen(at, 0);
    app.passMinute();
    const sockets = app.app.sockets.open;
    const before = await pageLife(at.page);
    await askTen(at, 10);
    const after = await pageLife(at.page);
    expect(app.app.sockets.open).toBe(sockets);
    // ten more chats are listed
    expect(after.listeners - before.listeners).toBeLessThan(60);
    expect(after.nodes - before.nodes).toBeLessThan(600);
    expect(after.timers - before.timers).toBeLessThanOrEqual(12);
    expect(after.heap - before.heap).toBeLessThan(1_500_000);
    expect(at.problems).toEqual([]);
  },
);
