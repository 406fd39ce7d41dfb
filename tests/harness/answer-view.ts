import type { Locator, Page } from 'playwright-core';

/** What an answer showed at one moment: its text without numbers, the numbers in it, the footnotes beside it. */
export interface Glimpse {
  text: string;
  markers: number[];
  notes: number[];
  /** whether it could still be stopped */
  running: boolean;
}

/** A question with its answer, as the page shows it. */
export const turnOf = (page: Page, question: string): Locator =>
  page.getByRole('article', { name: question, exact: true });

/** Types a question and sends it. */
export async function askHere(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.keyboard.press('Enter');
}

/** Resolves when the answer is whole: it can be copied then. */
export const whole = (page: Page, question: string): Promise<void> =>
  turnOf(page, question).getByRole('button', { name: 'Copy answer' }).waitFor();

/** Presses a button that copies, and resolves when it has said that it did. */
export async function copyBy(page: Page, button: Locator): Promise<void> {
  const said = page.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  await button.click();
  await said;
}

/** The text of a turn's answer, without its footnotes' numbers. */
export const shownText = (turn: Locator): Promise<string> =>
  turn.locator('.prose').evaluate((prose) => {
    const copy = document.createElement('div');
    copy.append(prose.cloneNode(true));
    for (const marker of copy.querySelectorAll('.marker')) marker.remove();
    return copy.textContent;
  });

/** Looks at an answer in every frame from now on; calling the result gives what differed from the frame before. */
export async function watchAnswer(page: Page, question: string): Promise<() => Promise<Glimpse[]>> {
  const seen = await page.evaluateHandle((question) => {
    const all: Glimpse[] = [];
    const isSeen = (element: Element): boolean => getComputedStyle(element).visibility === 'visible';
    const numbers = (elements: NodeListOf<HTMLElement>, key: 'footnote' | 'note'): number[] =>
      [
        ...new Set(
          Array.from(elements)
            .filter(isSeen)
            .map(({ dataset }) => Number(dataset[key])),
        ),
      ].toSorted((a, b) => a - b);
    const look = (): void => {
      requestAnimationFrame(look);
      const article = Array.from(document.querySelectorAll('article')).find(({ ariaLabel }) => ariaLabel === question);
      const prose = article?.querySelector('.prose')?.cloneNode(true);
      if (article === undefined || !(prose instanceof Element)) return;
      for (const marker of prose.querySelectorAll('.marker')) marker.remove();
      const glimpse = {
        text: prose.textContent,
        markers: numbers(article.querySelectorAll<HTMLElement>('.marker'), 'footnote'),
        notes: numbers(article.querySelectorAll<HTMLElement>('[data-note]'), 'note'),
        running: document.querySelector('button[aria-label="Stop"]') !== null,
      };
      if (JSON.stringify(glimpse) !== JSON.stringify(all.at(-1))) all.push(glimpse);
    };
    look();
    return all;
  }, question);
  return async () => {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return seen.jsonValue();
  };
}

/** Text as it can be compared whatever Markdown and line breaks do: without footnotes' numbers and white space. */
export const bare = (text: string): string => text.replaceAll(/\[\d+\]|\s+|[*#_-]/g, '');
