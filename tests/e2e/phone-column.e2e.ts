import { expect, test } from 'vitest';
import { startTestApp } from '#tests/harness/app.ts';
import { startBrowser } from '#tests/harness/browser.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { viewerOf } from '#tests/harness/viewer.ts';
import { enter } from '#tests/harness/web-person.ts';

test('FE-11, FE-17 (by touch): everything in the left column works at 360 px', async () => {
  await using app = await startTestApp();
  await using browser = await startBrowser();
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  await person.client.classes.create.mutate({ name: 'A class with a name that is longer than a phone is wide' });
  const named = 'A chat with a name that is longer than any phone is wide, too';
  await person.client.sessions.create.mutate({ classId, name: named });
  const look = { width: 360, height: 640, touch: true };
  await using at = await enter(app, browser, { person, path: `/class/${classId}/new`, look });
  const { page } = at;
  await page.getByRole('button', { name: 'Show library and chats' }).tap();
  const drawer = page.getByRole('dialog', { name: 'Show library and chats' });
  const fits = async (): Promise<void> => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
  };
  const press = async (button: string, item: string): Promise<void> => {
    await drawer.getByRole('button', { name: button }).tap();
    await fits();
    await page.getByRole('menuitem', { name: item }).tap();
  };
  await drawer.getByRole('link', { name: named }).waitFor();
  await fits();

  await press(`More for the chat “${named}”`, 'Rename');
  await page.getByRole('textbox', { name: 'Name of the chat' }).fill('Short');
  await page.getByRole('button', { name: 'Save' }).tap();
  await drawer.getByRole('link', { name: 'Short' }).waitFor();
  await press('More for the chat “Short”', 'Delete');
  await drawer.getByRole('link', { name: 'Short' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).tap();
  await drawer.getByRole('link', { name: 'Short' }).waitFor();
  await expect.poll(async () => (await at.client.sessions.list.query({ classId })).sessions.length).toBe(1);

  await press(`More for ${osmosis.name}`, 'Details and summary');
  const details = page.getByRole('dialog', { name: osmosis.name });
  await details.getByText('Text', { exact: true }).waitFor();
  await fits();
  await details.getByRole('button', { name: 'Close' }).tap();
  await press(`More for ${osmosis.name}`, 'Move to another class');
  await fits();
  await page
    .getByRole('dialog', { name: `Move “${osmosis.name}” to` })
    .getByRole('button', { name: 'Close' })
    .tap();

  await drawer.getByRole('textbox', { name: 'Search chats and pages' }).fill('plant');
  const hit = drawer.getByRole('region', { name: osmosis.name }).getByRole('button').first();
  await hit.tap();
  await drawer.waitFor({ state: 'detached' });
  await viewerOf(page).locator('mark', { hasText: 'plant' }).waitFor();
  await fits();
  expect(at.problems).toEqual([]);
});
