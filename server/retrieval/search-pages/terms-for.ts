import { smallWordsOf } from '#server/library/words/language.ts';
import { isUnspaced } from '#server/library/words/placed-words.ts';
import { termOf } from '#server/library/words/terms.ts';
import type { Segment } from '../segment.ts';

const mostTerms = 400;
const shortestStem = 3;
/** A stem that is this much shorter than what was typed is hardly its beginning. */
const longestEnding = 6;

/**
 * The terms of a document under which a searched word can stand; null where the index does not tell: words that say
 * nothing, and single letters, are not in it.
 *
 * @param isOpen the word may be the beginning of a longer one
 */
export function termsFor(segment: Segment, word: string, isOpen: boolean): string[] | null {
  if (isUnspaced(word)) return [...segment.postings.terms()].filter((term) => isUnspaced(term) && overlap(term, word));
  const { language, postings } = segment;
  const isSmall = language !== null && smallWordsOf(language).has(word);
  if (!isOpen) return isSmall || word.length < 2 ? null : [termOf(word, language)].filter((term) => postings.has(term));
  const terms = new Set([termOf(word, language), ...postings.beginningWith(word, mostTerms)]);
  const shortest = Math.max(shortestStem, word.length - longestEnding);
  for (let length = word.length - 1; length >= shortest; length -= 1) terms.add(word.slice(0, length));
  const found = [...terms].filter((term) => postings.has(term));
  return found.length === 0 && isSmall ? null : found;
}

const overlap = (term: string, word: string): boolean => term.includes(word) || word.includes(term);
