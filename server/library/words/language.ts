import type { Language } from '#shared/language.ts';
import { stopWords } from '#shared/stop-words.ts';
import { moreLanguages, smallWords } from './small-words.ts';

/** A language whose words we can file under their stems. */
export type TextLanguage = Language | keyof typeof smallWords;

const languages: Language[] = ['en', 'de', 'fr', 'es'];
const small = new Map<TextLanguage, ReadonlySet<string>>([
  ...languages.map((language) => [language, stopWords[language]] as const),
  ...moreLanguages.map((language) => [language, smallWords[language]] as const),
]);

/** The words of a language that say nothing about a text's topic, folded. */
export const smallWordsOf = (language: TextLanguage): ReadonlySet<string> => small.get(language) ?? new Set();

/**
 * The language whose small words a text has most of, among those in which rules are written.
 *
 * @param words folded
 * @returns     null where it has none of any, or as many of two
 */
export const languageOf = (words: Iterable<string>): Language | null => spokenMost(words, languages);

/** The same among all languages whose stems are known: for texts, which have enough small words to tell them apart. */
export const textLanguageOf = (words: Iterable<string>): TextLanguage | null => spokenMost(words, [...small.keys()]);

function spokenMost<L extends TextLanguage>(words: Iterable<string>, among: readonly L[]): L | null {
  const counts = new Map<L, number>(among.map((language) => [language, 0]));
  for (const word of words) {
    for (const language of among) {
      if (smallWordsOf(language).has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const [best, second] = Array.from(counts).sort((a, b) => b[1] - a[1]);
  return best && second && best[1] > second[1] ? best[0] : null;
}
