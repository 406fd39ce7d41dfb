import type { Language } from '#shared/language.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { createTriggerIndex } from './near-word.ts';
import { type Book, readBook } from './read-book.ts';
import { spanish } from './spanish.ts';

export const bookOf: Readonly<Record<Language, Book>> = {
  en: readBook(english, 'en'),
  de: readBook(german, 'de'),
  fr: readBook(french, 'fr'),
  es: readBook(spanish, 'es'),
};

/** All are asked of every question: a short one does not tell its language. */
export const books: readonly Book[] = Object.values(bookOf);

/** Whether a word is in this list of any language. */
export const inAnyBook = (list: keyof Book['words'], word: string): boolean =>
  books.some(({ words }) => words[list].has(word));

const slipsFor = createTriggerIndex(
  books.flatMap(({ slips }) => slips),
  () => false,
);

/** Whether a word is one that names no topic, however it is spelt. */
export const isSlip = (word: string): boolean => slipsFor(word).length > 0;

/** Question words that are articles, prepositions or verbs elsewhere. */
const alsoSmall = new Set('a c es son est sont por que qu si was ha hat me may'.split(' '));

/** Whether a question begins with this word, in this book's language or in another. */
export const opensQuestion = (word: string, { words }: Book): boolean =>
  words.openers.has(word) || (!alsoSmall.has(word) && inAnyBook('openers', word));
