/** `npm run screens`: takes the pictures of the README from the real app on the sample class, answered offline. */
import { join } from 'node:path';
import { turnOf, whole } from './harness/answer-view.ts';
import { startTestApp } from './harness/app.ts';
import { startBrowser } from './harness/browser.ts';

const folder = join(import.meta.dirname, '../docs/screens');
const question = 'What happens to memories during deep sleep?';

for (const look of [
  { name: 'answer', colorScheme: 'light', width: 1440, height: 820 },
  { name: 'source-dark', colorScheme: 'dark', width: 1440, height: 820 },
  { name: 'phone', colorScheme: 'light', width: 390, height: 780 },
] as const) {
  await using app = await startTestApp({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '' });
  await using browser = await startBrowser();
  const window = await browser.window(look);
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
