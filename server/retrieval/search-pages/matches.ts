import type { TextLanguage } from '#server/library/words/language.ts';
import { isUnspaced, type PlacedWord, placedWordsOf } from '#server/library/words/placed-words.ts';
import { termOf } from '#server/library/words/terms.ts';
import type { Wanted } from './wanted.ts';

/** Where one of the things that are looked for stands in a text; offsets in UTF-16 units. */
export interface Match {
  /** which of them */
  of: number;
  start: number;
  end: number;
}

/**
 * Where what is looked for stands in a text, in order. A word on its own is found in any inflection that has its stem,
 * words that belong together as they are written, apart from accents and case.
 */
export function matchesIn(text: string, wanted: readonly Wanted[], language: TextLanguage | null): Match[] {
  const words = [...placedWordsOf(text)];
  const stems = new Map<string, string>();
  const stemOf = (word: string): string => {
    const stem = stems.get(word) ?? termOf(word, language);
    stems.set(word, stem);
    return stem;
  };
  const found: Match[] = [];
  for (const [of, { words: sought, isOpen }] of wanted.entries()) {
    const alone = sought.length === 1;
    const isLike = (word: string, index: number): boolean => {
      const like = sought[index] ?? '';
      if (word === like) return true;
      if (isOpen && index === sought.length - 1 && word.startsWith(like)) return true;
      return alone && stemOf(word) === stemOf(like);
    };
    for (const [at, first] of words.entries()) {
      if (alone && isUnspaced(sought[0] ?? '')) found.push(...inside(first, sought[0] ?? '', of));
      else if (sought.every((_, index) => isLike(words[at + index]?.word ?? '', index)))
        found.push({ of, start: first.start, end: words[at + sought.length - 1]?.end ?? first.end });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** In a script without blanks, what is looked for stands inside of what is written together. */
function* inside({ word, start, end }: PlacedWord, part: string, of: number): Generator<Match> {
  for (let at = word.indexOf(part); at >= 0; at = word.indexOf(part, at + part.length)) {
    const isExact = word.length === end - start;
    yield isExact ? { of, start: start + at, end: start + at + part.length } : { of, start, end };
  }
}
