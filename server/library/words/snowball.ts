import snowball from 'snowball-stemmers';
import type { TextLanguage } from './language.ts';
import { fold } from './words.ts';

/** Snowball's name of a language (M. F. Porter, "Snowball: a language for stemming algorithms", 2001). */
const algorithms = {
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  sv: 'swedish',
  da: 'danish',
  no: 'norwegian',
  fi: 'finnish',
  ru: 'russian',
  ar: 'arabic',
} as const;

type Stemmed = keyof typeof algorithms;

/** Endings that are written with an accent, which the rules ask for and folded words have lost. */
const accented: Partial<Record<Stemmed, readonly [RegExp, string][]>> = {
  fr: [
    [/ee(s?)$/, 'ée$1'],
    [/ite(s?)$/, 'ité$1'],
  ],
  es: [[/cion$/, 'ción']],
  pt: [
    [/cao$/, 'ção'],
    [/coes$/, 'ções'],
    [/oes$/, 'ões'],
  ],
};

const opened = new Map<Stemmed, ReturnType<typeof snowball.newStemmer>>();

export const isStemmed = (language: TextLanguage): language is Stemmed => Object.hasOwn(algorithms, language);

/** @param word folded; so is the stem */
export function snowballStem(word: string, language: Stemmed): string {
  const stemmer = opened.get(language) ?? snowball.newStemmer(algorithms[language]);
  opened.set(language, stemmer);
  const [ending, written] = accented[language]?.find(([one]) => one.test(word)) ?? [null, ''];
  return fold(stemmer.stem(ending === null ? word : word.replace(ending, written)));
}
