import type { Topic } from '#server/library/topics.ts';
import { readQuestion } from './question.ts';
import type { Segment } from './segment.ts';
import { termOf, termsOf } from '#server/library/words/terms.ts';
import { fold } from '#server/library/words/words.ts';

interface RankedTopic extends Topic {
  /** how near it is to the question */
  near: number;
  /** position among the topics of its document */
  rank: number;
}

/**
 * Topics to ask about instead, made from the headings of documents, and from their most frequent terms where those have
 * none: first those that share words with the question, then those with most text, one document after the other.
 */
export function refinementsFrom(segments: readonly Segment[], query: string, count: number): string[] {
  const { topic } = readQuestion(query);
  const topics = segments.flatMap((segment) => rankedTopics(segment, topic));
  topics.sort(
    (a, b) =>
      b.near - a.near || Number(b.isHeading) - Number(a.isHeading) || a.rank - b.rank || b.passages - a.passages,
  );
  const seen = new Set<string>();
  return topics
    .map(({ text }) => text)
    .filter((text) => {
      const known = seen.has(fold(text));
      seen.add(fold(text));
      return !known;
    })
    .slice(0, count)
    .map((text) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()));
}

function rankedTopics({ topics, language }: Segment, words: readonly string[]): RankedTopic[] {
  const asked = new Set(words.map((word) => termOf(word, language)));
  return topics
    .map((topic) => ({ ...topic, near: nearness(termsOf(topic.text, language), asked) }))
    .sort((a, b) => b.near - a.near || Number(b.isHeading) - Number(a.isHeading) || b.passages - a.passages)
    .map((topic, rank) => ({ ...topic, rank }));
}

const nearness = (terms: readonly string[], asked: ReadonlySet<string>): number =>
  terms.length === 0 ? 0 : terms.filter((term) => asked.has(term)).length / Math.sqrt(terms.length);
