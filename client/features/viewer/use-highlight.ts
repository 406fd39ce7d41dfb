import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type LaidText, rangesOf } from './lay-text.ts';
import { scrollToPlace } from './scroll-to.ts';
import type { Target } from './target.ts';

/**
 * Highlights the target's words once its page's text is there; once for each jump it also brings them into view.
 *
 * @param words the stored words of the target's range; null while unknown or without range
 * @returns     takes the text of a page when it is laid, and null when it goes away
 */
export function useHighlight(
  target: Target,
  words: string | null,
  scroller: RefObject<HTMLDivElement | null>,
): (number: number, text: LaidText | null) => void {
  const [laid, setLaid] = useState<ReadonlyMap<number, LaidText>>(new Map());
  const jumped = useRef<Target | null>(null);
  const onText = useCallback((number: number, text: LaidText | null) => {
    setLaid((before) => {
      const after = new Map(before);
      if (text) after.set(number, text);
      else after.delete(number);
      return after;
    });
  }, []);
  const text = laid.get(target.page);
  useEffect(() => {
    const { range } = target;
    if (text === undefined || range === null || words === null || !('highlights' in CSS)) return;
    const ranges = rangesOf(text, range.start, range.end, words);
    const [first] = ranges;
    if (first === undefined) return;
    CSS.highlights.set('source', new Highlight(...ranges));
    if (jumped.current !== target) scrollToPlace(scroller.current, first);
    jumped.current = target;
    return () => {
      CSS.highlights.delete('source');
    };
  }, [text, target, words, scroller]);
  return onText;
}
