import type { Page } from 'playwright-core';

const mostPresses = 120;

/** Presses Tab until the focus is on what is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await page.keyboard.press('Tab');
    const called = await focusedName(page);
    if (called === null) continue;
    passed.push(called);
    if (typeof name === 'string' ? called === name : name.test(called)) return;
  }
  throw new Error(`Tab never came to ${String(name)}, only to ${passed.join(' | ')}`);
}

/** What has the focus, by its label, else by its words; null where nothing has. */
const focusedName = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const labels =
      focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels : null;
    const words =
      focused.ariaLabel ?? labels?.[0]?.textContent ?? (focused instanceof HTMLElement ? focused.innerText : '');
    return words.trim();
  });

/** Opens a button's menu that has the focus, goes down to an item, and takes it. */
export async function takeItem(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name, exact: true });
  await page.locator('[role^="menuitem"]:focus').waitFor();
  while ((await item.and(page.locator(':focus')).count()) === 0) {
    const before = await page.locator(':focus').elementHandle();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((before) => document.activeElement !== before, before);
  }
  await page.keyboard.press('Enter');
}
