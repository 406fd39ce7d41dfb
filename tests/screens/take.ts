import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Scene } from './scene.ts';
import type { OpenStage } from './stage.ts';

export const folder = join(import.meta.dirname, '../../docs/screens');
const quality = 62;

/** Plays a scene and takes its picture in each theme of the screen. Where it fails, it says so and the next goes on. */
export async function takePictures(stage: OpenStage, { name, open }: Scene): Promise<void> {
  const { app, look } = stage;
  app.passMinute();
  try {
    const page = await open(stage);
    for (const colorScheme of look.themes) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      const file = `${name}-${look.width}${colorScheme === 'dark' ? '-dark' : ''}.jpg`;
      await page.screenshot({ path: join(folder, file), type: 'jpeg', quality, caret: 'hide' });
      console.log(file);
    }
  } catch (error) {
    console.error(`“${name}” at ${look.width} px:`, error);
    process.exitCode = 1;
  } finally {
    await stage.clear();
  }
}

/** Resolves when answers are set, fonts are there and every movement that has an end is at it. */
async function settle(page: Page): Promise<void> {
  await page.locator('.prose[aria-busy]').waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
