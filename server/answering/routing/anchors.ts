import { bookOf, opensQuestion } from './books.ts';
import type { Book } from './read-book.ts';
import type { Utterance } from './utterance.ts';

/** Tokens at which patterns may begin, each once, in order. */
export interface Anchors {
  opens: readonly number[];
  begins: readonly number[];
  /** those of sentences that ask nothing */
  ends: readonly number[];
  alone: readonly number[];
}

/** A request begins behind so many words of courtesy at most. */
const mostCourtesy = 12;

/** Where in a question requests may begin, in the words of a book. */
export function anchorsOf({ language, tokens, reach }: Utterance, book: Book): Anchors {
  const spoken = bookOf[language];
  const { words, grammar } = book;
  const opens = new Set<number>();
  const begins = new Set<number>();
  const ends: number[] = [];
  let sentence = -1;
  let isQuestion = false;
  for (const at of reach) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.sentence !== sentence) {
      sentence = token.sentence;
      isQuestion = asks(at);
      if (token.opensClause) pastCourtesy(at, opens);
    }
    const isJoined = !isQuestion && words.joins.has(tokens[at - 1]?.word ?? '');
    if (token.opensClause || isJoined) pastCourtesy(at, begins);
    if (!isQuestion) ends.push(at);
  }
  const isOneSentence = tokens.at(-1)?.sentence === 0;
  return { opens: [...opens], begins: [...begins], ends, alone: isOneSentence ? [0] : [] };

  /** A start, and each word behind it until one says something. */
  function pastCourtesy(from: number, into: Set<number>): void {
    for (let at = from; at <= from + mostCourtesy && tokens[at]?.sentence === sentence; at += 1) {
      into.add(at);
      if (!grammar.isCourtesy(tokens[at]?.word ?? '')) break;
    }
  }

  function asks(from: number): boolean {
    let at = from;
    while (tokens[at + 1]?.sentence === sentence && words.greets.has(tokens[at]?.word ?? '')) at += 1;
    const word = tokens[at]?.word ?? '';
    if (words.pleads.has(word) && words.persons.has(tokens[at + 1]?.word ?? '')) return false;
    return opensQuestion(word, book) || opensQuestion(word, spoken) || words.treats.has(word);
  }
}
