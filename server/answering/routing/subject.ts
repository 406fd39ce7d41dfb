import { stopWords } from '#shared/stop-words.ts';
import { topiclessWords } from '#shared/topicless-words.ts';
import { inAnyBook, isSlip } from './books.ts';
import type { Utterance } from './utterance.ts';

/** What a request is about: a topic of its own, a numbered part of what is in scope, or all that is in scope. */
export interface Subject {
  kind: 'topic' | 'part' | 'scope';
  /** the words of the topic, folded, each once, in order */
  topic: string[];
  /** topic or part as it was written, from its first word to its last; empty where there is none */
  phrase: string;
}

const numberWords = new Set(
  'one two three four five six seven eight nine ten ii iii iv v vi vii viii ix x eins zwei drei vier fünf un deux trois quatre cinq uno dos tres cuatro cinco'.split(
    ' ',
  ),
);
const isNumber = (word: string): boolean => /^\p{N}/u.test(word) || numberWords.has(word);
const longestPhrase = 200;

/**
 * Tells for each token whether it names a topic.
 *
 * @param taken tokens that ask
 */
export function topicReader({ language, tokens }: Utterance, taken: ReadonlySet<number>): (index: number) => boolean {
  const small: ReadonlySet<string> = stopWords[language];
  return (index) => {
    const word = tokens[index]?.word ?? '';
    const isSmall = (other: string): boolean => small.has(other) || saysNothing(other);
    return word !== '' && !taken.has(index) && !isSmall(word) && !isAnswersLanguage(tokens, index, isSmall);
  };
}

const inTongue = new Set(['in', 'auf', 'en']);

/** "In German" says how to answer; with a word of a topic behind it, as in "in German history", it is about German. */
function isAnswersLanguage(tokens: Utterance['tokens'], at: number, isSmall: (word: string) => boolean): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === undefined || !inAnyBook('tongues', token.word) || !inTongue.has(before?.word ?? '')) return false;
  return next === undefined || next.sentence !== token.sentence || next.opensClause || isSmall(next.word);
}

/** Whether a word names no topic in any question. */
export const saysNothing = (word: string): boolean =>
  /^\p{N}{1,2}$/u.test(word) || topiclessWords.has(word) || inAnyBook('fillers', word) || isSlip(word);

/** What a question or a follow-up is about: words for what is in scope count as any others. */
export const topicOf = ({ tokens }: Utterance, isTopic: (index: number) => boolean): string[] => [
  ...new Set(tokens.filter((_, index) => isTopic(index)).map(({ word }) => word)),
];

/** What a request for quotations, a guide or a summary is about. */
export function subjectOf({ text, tokens }: Utterance, isTopic: (index: number) => boolean): Subject {
  const parts = new Set<number>();
  const spent = new Set<number>();
  for (const [at, { word }] of tokens.entries()) {
    const next = tokens[at + 1]?.word ?? '';
    if (inAnyBook('partWords', word) && isNumber(next)) [at, at + 1].forEach((index) => parts.add(index));
    if (inAnyBook('partWords', next) && inAnyBook('ordinals', word)) [at, at + 1].forEach((index) => parts.add(index));
    const glued = /^(\p{L}+)\p{N}+$/u.exec(word)?.[1];
    const isFile = /^\.\p{L}/u.test(text.slice(tokens[at]?.end));
    if (glued !== undefined && !isFile && inAnyBook('partWords', glued)) parts.add(at);
    if (isNumber(word) && inAnyBook('units', next)) [at, at + 1].forEach((index) => spent.add(index));
  }
  const own = tokens.flatMap(({ word }, index) => {
    const says = isTopic(index) && !parts.has(index) && !spent.has(index);
    return says && !inAnyBook('scopeWords', word) ? [index] : [];
  });
  const kind = own.length > 0 ? 'topic' : parts.size > 0 ? 'part' : 'scope';
  const named = kind === 'topic' ? own : [...parts].sort((a, b) => a - b);
  const topic = [...new Set(own.flatMap((index) => tokens[index]?.word ?? []))];
  return { kind, topic, phrase: phraseOf(text, tokens, named) };
}

function phraseOf(text: string, tokens: Utterance['tokens'], indexes: readonly number[]): string {
  const start = tokens[indexes[0] ?? -1]?.start;
  const end = tokens[indexes.at(-1) ?? -1]?.end;
  if (start === undefined || end === undefined) return '';
  const ending = /^\.(?:pdf|docx|pptx|txt|md)\b/iu.exec(text.slice(end))?.[0] ?? '';
  if (end - start <= longestPhrase) return text.slice(start, end) + ending;
  return indexes.map((index) => text.slice(tokens[index]?.start, tokens[index]?.end)).join(' ');
}
