import type { Language } from '#shared/language.ts';
import { germanStem } from './german.ts';
import { porter } from './porter.ts';
import { stopWords } from '#shared/stop-words.ts';
import { wordsOf } from './words.ts';

const remembered = new Map<string, string>();
const rememberedWords = 50_000;

/**
 * What a word is filed under in texts of a language: its stem where we have a stemmer, else the word.
 *
 * @param word folded
 */
export function termOf(word: string, language: Language | null): string {
  if (language === 'de') return germanStem(word);
  if (language !== 'en' || !/^[a-z]{3,30}$/.test(word)) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const stem = porter(word);
  if (remembered.size >= rememberedWords) remembered.clear();
  remembered.set(word, stem);
  return stem;
}

/** The terms of a text, in order, without words that say nothing. */
export function termsOf(text: string, language: Language | null): string[] {
  const stop = language && stopWords[language];
  return wordsOf(text)
    .filter((word) => !stop?.has(word))
    .map((word) => termOf(word, language));
}
