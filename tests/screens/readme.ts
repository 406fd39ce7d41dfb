import { join } from 'node:path';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { startTestApp } from '#tests/harness/app.ts';
import type { TestBrowser } from '#tests/harness/browser.ts';
import { folder } from './take.ts';

const question = 'What happens to memories during deep sleep?';

/** The pictures that the README shows: the real app on the sample class, answered offline. */
export const readmePictures = [
  { name: 'answer', colorScheme: 'light', width: 1440, height: 820 },
  { name: 'source-dark', colorScheme: 'dark', width: 1440, height: 820 },
  { name: 'phone', colorScheme: 'light', width: 390, height: 780 },
] as const;

export async function takeReadmePicture(browser: TestBrowser, look: (typeof readmePictures)[number]): Promise<void> {
  await using app = await startTestApp({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '' });
  await using window = await browser.window(look);
  const { page } = await window.open(app.url);
  await page.getByRole('button', { name: 'Try as guest' }).click();
  await page.getByRole('button', { name: 'Add the sample class' }).click();
  await page.getByText('3 documents · 23 pages').waitFor();
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.keyboard.press('Enter');
  await whole(page, question);
  if (look.name === 'source-dark') {
    await turnOf(page, question).locator('.marker').first().click();
    await page.locator('canvas').first().waitFor();
    await page.waitForFunction(() => CSS.highlights.size > 0);
  }
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${look.name}.png`) });
  console.log(`${look.name}.png`);
}
