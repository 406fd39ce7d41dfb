import { stopWords } from './stop-words.ts';
import { topiclessWords } from './topicless-words.ts';

/** The languages in which rules and the server's own sentences are written. */
export type Language = keyof typeof stopWords;

const languages = ['en', 'de', 'fr', 'es'] as const satisfies Language[];
const letters: Record<Language, RegExp> = { en: /$^/g, de: /[äöüß]/g, fr: /[çœêèàùâîôûë]/g, es: /[ñ¿¡áíó]/g };
const elision = /['’_]/;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Lower case without accents, so that one word is written one way. */
export const foldWord = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** A word where it stands: `start` and `end` are UTF-16 offsets in the text. */
export interface PlacedWord {
  /** folded */
  word: string;
  start: number;
  end: number;
}

/** The words of a text with their places, in order; elided words apart (`l'eau` → `l`, `eau`). */
export function* placedWordsOf(text: string): Generator<PlacedWord> {
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) continue;
    let start = index;
    for (const piece of segment.split(elision)) {
      const end = start + piece.length;
      const word = foldWord(piece);
      if (word !== '') yield { word, start, end };
      start = end + 1;
    }
  }
}

/** The words of a text, folded, in order; elided words apart. */
export const wordsOf = (text: string): string[] => Array.from(placedWordsOf(text.normalize('NFC')), ({ word }) => word);

/** The language of a text, told by its stop words and letters; English where nothing tells. */
export function detectLanguage(text: string): Language {
  const words = wordsOf(text.slice(0, 2_000));
  const lower = text.slice(0, 2_000).toLowerCase();
  let best: Language = 'en';
  let most = 0;
  for (const language of languages) {
    const said = words.filter((word) => stopWords[language].has(word)).length;
    const score = said + 1.5 * (lower.match(letters[language])?.length ?? 0);
    if (score > most) [best, most] = [language, score];
  }
  return best;
}

/** The words that say what a text is about, folded, each once, in order. */
export function contentWords(text: string, language: Language = detectLanguage(text)): string[] {
  return [...new Set(wordsOf(text).filter((word) => !stopWords[language].has(word)))];
}

/** The content words of a question without those that only ask ("tell", "explain", "more details"). */
export const topicWords = (question: string): string[] =>
  contentWords(question).filter((word) => !topiclessWords.has(word));

const endings = new Set(['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'e', 'n', 'en', 'm', 'em', 'a', 'o', 'as', 'os']);

/**
 * Whether two folded words are forms of one another: one is the other with a common ending (`test`, `testing`), or they
 * begin alike for at least four letters and six tenths of the longer one (`memory`, `memories`).
 */
export function sameStem(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 4) return false;
  let common = 0;
  while (common < short.length && short.charCodeAt(common) === long.charCodeAt(common)) common += 1;
  if (common === short.length && endings.has(long.slice(common))) return true;
  return common >= Math.max(4, long.length * 0.6);
}
