import { foldText, type FoldedText } from './fold.ts';
import { findWords, type Range, wantWords } from './find-words.ts';
import { quotationText } from './quotation-text.ts';

/** Where words were found: UTF-16 offsets in the page's text, and the words in its own characters. */
export interface Quotation<Page> extends Range {
  page: Page;
  text: string;
}

const folded = new WeakMap<object, FoldedText>();

function foldOnce(page: { text: string }): FoldedText {
  const known = folded.get(page) ?? foldText(page.text);
  folded.set(page, known);
  return known;
}

/**
 * Finds proposed words in pages, as one unbroken run of at least four words on one page.
 *
 * @param pages in the order in which they are looked at; each is folded once, however often it is looked at
 * @param near  where the words are most likely meant on the first page
 * @returns     null where no page holds them
 */
export function locate<Page extends { text: string }>(
  words: string,
  pages: readonly Page[],
  near?: Range,
): Quotation<Page> | null {
  const wanted = wantWords(words);
  if (wanted === null) return null;
  for (const [index, page] of pages.entries()) {
    const range = findWords(foldOnce(page), wanted, index === 0 ? near : undefined);
    if (range !== null) return { page, ...range, text: quotationText(page.text.slice(range.start, range.end), pages) };
  }
  return null;
}
