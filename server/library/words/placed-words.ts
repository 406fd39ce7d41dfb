import { fold } from './words.ts';

/** A word where it stands: `start` and `end` are UTF-16 offsets in the text. */
export interface PlacedWord {
  /** folded */
  word: string;
  start: number;
  end: number;
}

/** Letters and digits with their marks; a word that a line's end breaks is whole again. */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-\u00ad\u2010]\s*\n\s*\p{Ll}[\p{L}\p{M}]*)*/gu;
const lineEnd = /[-\u00ad\u2010]\s*\n\s*/gu;
/** Scripts that write no blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word is of a script that writes no blanks: it may be several words, or part of one. */
export const isUnspaced = (word: string): boolean => unspaced.test(word);

/**
 * The words of a text in order, folded as those of an index are, with their places. What is written together without a
 * blank, in a script that has none, is one word here.
 */
export function* placedWordsOf(text: string): Generator<PlacedWord> {
  for (const { 0: written, index } of text.matchAll(wordPattern)) {
    const word = fold(written.replaceAll(lineEnd, ''));
    if (word !== '') yield { word, start: index, end: index + written.length };
  }
}
