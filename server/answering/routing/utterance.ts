import { detectLanguage, type Language, type PlacedWord, placedWordsOf } from '#shared/language.ts';

export interface Token extends PlacedWord {
  /** number of its sentence, from 0 */
  sentence: number;
  /** nothing of its clause stands before it */
  opensClause: boolean;
  /** it stands between quotation marks: named, not said */
  isNamed: boolean;
}

/** What a student wrote, in words. */
export interface Utterance {
  text: string;
  language: Language;
  tokens: readonly Token[];
  /**
   * The tokens that rules look at: a request stands within the first or the last 40 words, what lies between is pasted or
   * told.
   */
  reach: readonly number[];
}

const reachWords = 40;

/** After these a full stop ends no sentence. */
const abbreviations = new Set(
  'ch chap sec fig eq no nr p pp pg vs etc kap abs bzw art cap sr st dr prof vol pt'.split(' '),
);
const quoteMarks = /["“”„«»]/u;

/** Reads a question: its words with the sentences and clauses they stand in. */
export function readUtterance(question: string): Utterance {
  const text = question.normalize('NFC').replace(/\btl\s?[;:,./]?\s?dr\b/giu, 'tldr');
  const tokens: Token[] = [];
  let sentence = 0;
  let inMarks = false;
  let named: Token[] = [];
  for (const placed of placedWordsOf(text)) {
    const before = tokens.at(-1);
    const gap = text.slice(before?.end ?? 0, placed.start);
    const ends = before !== undefined && endsSentence(gap, before.word);
    if (ends) sentence += 1;
    for (const mark of marksIn(gap, before === undefined)) {
      if (mark !== 'open') for (const token of named) token.isNamed = true;
      named = [];
      inMarks = mark === 'open' || (mark === 'either' && !inMarks);
    }
    const token = {
      ...placed,
      sentence,
      opensClause: before === undefined || ends || /[,(–—:]| - /u.test(gap),
      isNamed: false,
    };
    tokens.push(token);
    if (inMarks) named.push(token);
  }
  if (named.length > 0 && named.length < tokens.length && /["“”»'’]/u.test(text.slice(tokens.at(-1)?.end))) {
    for (const token of named) token.isNamed = true;
  }
  const reach = [...tokens.keys()].filter((at) => at < reachWords || at >= tokens.length - reachWords);
  return { text, language: detectLanguage(text), tokens, reach };
}

function endsSentence(gap: string, before: string): boolean {
  if (/[?!;:\n…¿¡]/u.test(gap)) return true;
  return /\.\s/u.test(gap) && !abbreviations.has(before) && before.length > 1;
}

type Mark = 'open' | 'close' | 'either';

/** Quotation marks between two words, in order. A single one counts only where it cannot be an apostrophe. */
function marksIn(gap: string, isStart: boolean): Mark[] {
  if (gap === ' ' || gap === '') return [];
  return Array.from(gap).flatMap((char, at): Mark[] => {
    if (char === '„' || char === '«') return ['open'];
    if (char === '»') return ['close'];
    if (quoteMarks.test(char)) return ['either'];
    if (!/['’‘]/u.test(char)) return [];
    if (at > 0 || isStart) return ['open'];
    return gap.length > 1 ? ['close'] : [];
  });
}
