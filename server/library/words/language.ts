import type { Language } from '#shared/language.ts';
import { stopWords } from '#shared/stop-words.ts';

const languages: Language[] = ['en', 'de', 'fr', 'es'];

/**
 * The language whose small words a text has most of.
 *
 * @param words folded
 * @returns     null where it has none of any, or as many of two
 */
export function languageOf(words: Iterable<string>): Language | null {
  const counts = new Map<Language, number>(languages.map((language) => [language, 0]));
  for (const word of words) {
    for (const language of languages) {
      if (stopWords[language].has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const [best, second] = Array.from(counts).sort((a, b) => b[1] - a[1]);
  return best && second && best[1] > second[1] ? best[0] : null;
}
