import { expect, test } from 'vitest';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter } from '#tests/harness/web-person.ts';

const question = 'What is osmosis?';

test('when no class is left the chats of a deleted one are still listed and opened; with a new class they are among its chats', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  app.model.next({ pieces: ['Water moves [1].'] });
  const { sessionId } = await askToEnd(person.client, { text: question, classId });
  await using at = await enter(app, browser, { person });
  const { page } = at;
  await whole(page, question);
  await person.client.classes.delete.mutate({ classId });

  await page.goto(app.url);
  await page.getByRole('heading', { name: 'Your first class' }).waitFor();
  await page.getByRole('link', { name: question }).click();
  await whole(page, question);
  await page.waitForURL(`**/chat/${sessionId}`);
  await page.getByRole('button', { name: `More for the chat “${question}”` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Your first class' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await whole(page, question);

  const made = await person.client.classes.create.mutate({ name: 'Chemistry' });
  await page.waitForURL(`**/class/${made.classId}/chat/${sessionId}`);
  await turnOf(page, question).locator('.prose').getByText('Water moves').waitFor();
  expect(at.problems).toEqual([]);
});
