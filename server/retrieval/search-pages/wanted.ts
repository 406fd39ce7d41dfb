import { type PlacedWord, placedWordsOf } from '#server/library/words/placed-words.ts';

/** One thing that is looked for: words that stand next to each other. */
export interface Wanted {
  /** folded, at least one */
  words: string[];
  /** the last word may go on: it is still being typed */
  isOpen: boolean;
}

const mostWords = 24;
const quoted = /["“”„«»]([^"“”„«»]*)(["“”„«»]|$)/gu;

/**
 * Reads what somebody types into a search field: words in quotation marks, or written without a blank between them, belong
 * together; the last word is open as long as neither blank nor quotation mark follows.
 */
export function readWanted(query: string): Wanted[] {
  const wanted: Wanted[] = [];
  let left = mostWords;
  const take = (words: readonly PlacedWord[], isOpen: boolean): void => {
    const some = words.slice(0, left).map(({ word }) => word);
    left -= some.length;
    if (some.length > 0) wanted.push({ words: some, isOpen: isOpen && some.length === words.length });
  };
  let from = 0;
  const plain = (until: number, isLast: boolean): void => {
    const text = query.slice(from, until);
    const groups = text.split(/\s+/u).filter((group) => group !== '');
    for (const [index, group] of groups.entries())
      take([...placedWordsOf(group)], isLast && index === groups.length - 1 && /[\p{L}\p{N}\p{M}]$/u.test(text));
  };
  for (const { 0: whole, 1: inside = '', 2: end = '', index } of query.matchAll(quoted)) {
    plain(index, false);
    take([...placedWordsOf(inside)], end === '' && /[\p{L}\p{N}\p{M}]$/u.test(inside));
    from = index + whole.length;
  }
  plain(query.length, true);
  return wanted;
}
