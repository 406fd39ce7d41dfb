import { type RefObject, useEffect } from 'react';
import { createStore } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';

/** Longer quotations would leave no room for the question. */
const mostChars = 1_000;

/** Words from a source that wait for the page's composer. */
const waiting = createStore<string | null>(null);

/** Brings words from a source to where a question is written. */
export const quote = (words: string): void => waiting.set(words);

/** What no composer has taken is forgotten. */
export const dropQuotation = (): void => waiting.set(null);

/** What is written, with a quotation below it; the question about it comes on the line after. */
export function withQuotation(text: string, words: string): string {
  const cut =
    words.length <= mostChars ? words : `${words.slice(0, words.lastIndexOf(' ', mostChars)).toWellFormed()}…`;
  const before = text.trimEnd();
  return `${before === '' ? '' : `${before}\n\n`}“${cut}”\n`;
}

/** Takes what is quoted into a composer, which gets the focus with the caret at the end; null takes nothing. */
export function useQuotation(
  area: RefObject<HTMLTextAreaElement | null>,
  change: ((add: (text: string) => string) => void) | null,
): void {
  const words = useStore(waiting);
  useEffect(() => {
    // where there are two composers, one of them takes it
    if (words === null || change === null || waiting.get() !== words) return;
    waiting.set(null);
    change((text) => withQuotation(text, words));
    requestAnimationFrame(() => {
      const box = area.current;
      box?.focus();
      box?.setSelectionRange(box.value.length, box.value.length);
      if (box) box.scrollTop = box.scrollHeight;
    });
  }, [words, area, change]);
}
