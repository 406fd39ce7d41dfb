import { germanStem } from './german.ts';
import { smallWordsOf, type TextLanguage } from './language.ts';
import { porter } from './porter.ts';
import { isStemmed, snowballStem } from './snowball.ts';
import { wordsOf } from './words.ts';

const remembered = new Map<string, string>();
const rememberedWords = 100_000;

/**
 * What a word is filed under in texts of a language: its stem where we have a stemmer, else the word.
 *
 * @param word folded
 */
export function termOf(word: string, language: TextLanguage | null): string {
  if (language === 'de') return germanStem(word);
  if (language === 'en') return /^[a-z]{3,30}$/.test(word) ? stemmed('en', word, porter) : word;
  if (language === null || !isStemmed(language) || !/^\p{L}{3,30}$/u.test(word)) return word;
  return stemmed(language, word, (one) => snowballStem(one, language));
}

function stemmed(language: TextLanguage, word: string, stem: (word: string) => string): string {
  const key = `${language}${word}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const made = stem(word);
  if (remembered.size >= rememberedWords) remembered.clear();
  remembered.set(key, made);
  return made;
}

/** The terms of a text, in order, without words that say nothing. */
export function termsOf(text: string, language: TextLanguage | null): string[] {
  const stop = language && smallWordsOf(language);
  return wordsOf(text)
    .filter((word) => !stop?.has(word))
    .map((word) => termOf(word, language));
}
