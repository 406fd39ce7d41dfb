import { expect, test } from 'vitest';
import { askHere, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { enter, signIn } from '#tests/harness/web-person.ts';
import { password } from '#tests/harness/connect.ts';

const question = 'What is osmosis?';

test('what is written and not sent is kept per chat, over chats, reloads and users, until it is sent', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new` });
  const { page } = at;
  const field = page.getByRole('textbox', { name: 'Question' });
  app.model.always({ pieces: ['Water moves [1].'] });
  await askHere(page, question);
  await whole(page, question);
  expect(await field.inputValue()).toBe('');

  await field.fill('Half a question');
  await page.getByRole('link', { name: 'New chat' }).click();
  await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  expect(await field.inputValue()).toBe('');
  await field.fill('Another one');
  await page.reload();
  await expect.poll(() => field.inputValue()).toBe('Another one');
  await page.getByRole('navigation').getByRole('link', { name: question }).click();
  await whole(page, question);
  expect(await field.inputValue()).toBe('Half a question');

  const other = await app.person();
  const own = await classWith(app, other, [osmosis]);
  await at.window.context.clearCookies();
  await signIn(at.window, app.url, other.email, password);
  await page.goto(`${app.url}/class/${own.classId}/new`);
  await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  expect(await field.inputValue()).toBe('');
  await page.goto(`${app.url}/class/${classId}/new`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();

  await at.window.context.clearCookies();
  await signIn(at.window, app.url, person.email, password);
  await page.goto(`${app.url}/class/${classId}/new`);
  await expect.poll(() => field.inputValue()).toBe('Another one');
  await page.keyboard.press('Enter');
  await whole(page, 'Another one');
  await page.getByRole('link', { name: 'New chat' }).click();
  await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  expect(await field.inputValue()).toBe('');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
  expect(await field.inputValue()).toBe('');
  expect(at.problems).toEqual([]);
});
