import type { Page } from 'playwright-core';

/** The narrowest screen that everything works on. */
export const phone = { width: 360, height: 720, touch: true } as const;

/** What sticks out of the page to the right, in CSS pixels. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
