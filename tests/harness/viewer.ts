import type { Locator, Page } from 'playwright-core';

export interface Highlighted {
  text: string;
  /** the pages on which it stands */
  pages: number[];
  /** whether its beginning is in view */
  inView: boolean;
}

/** The open source. */
export const viewerOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Source' });

/** The page that the open source shows. */
export const shownPage = async (page: Page): Promise<number> =>
  Number(await viewerOf(page).getByRole('textbox', { name: 'Page' }).inputValue());

/** Waits until words of the open PDF are highlighted, and tells which. */
export async function highlighted(page: Page): Promise<Highlighted> {
  await page.waitForFunction(() => (CSS.highlights.get('source')?.size ?? 0) > 0);
  return page.evaluate(() => {
    const ranges = Array.from(CSS.highlights.get('source') ?? []).filter((range) => range instanceof Range);
    const pageOf = ({ startContainer: { parentElement } }: Range): number =>
      Number(parentElement?.closest<HTMLElement>('[data-page]')?.dataset['page']);
    const top = ranges[0]?.getBoundingClientRect().top ?? -1;
    const view = ranges[0]?.startContainer.parentElement?.closest('.viewer-scroll')?.getBoundingClientRect();
    return {
      text: ranges.map(String).join(' '),
      pages: [...new Set(ranges.map(pageOf))],
      inView: view !== undefined && top >= view.top && top < view.bottom,
    };
  });
}
