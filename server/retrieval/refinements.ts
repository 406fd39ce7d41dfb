import { readQuestion } from './question.ts';
import type { Segment } from './segment.ts';
import { stopWords } from '#shared/stop-words.ts';
import { termOf, termsOf } from './terms.ts';
import { fold } from './words.ts';

interface Topic {
  text: string;
  /** how near it is to the question, and how much there is about it */
  near: number;
  passages: number;
  isHeading: boolean;
  /** position among the topics of its document */
  rank: number;
}

const longest = 80;
const furniture = new Set(
  (
    'contents table of contents index preface foreword introduction references bibliography appendix glossary summary ' +
    'abstract acknowledgements inhalt inhaltsverzeichnis vorwort einleitung literatur anhang zusammenfassung sommaire ' +
    'preface bibliographie annexe indice prologo bibliografia anexo resumen'
  ).split(' '),
);

/**
 * Topics to ask about instead, made from the headings of documents, and from their most frequent terms where those have
 * none: first those that share words with the question, then those with most text, one document after the other.
 */
export function refinementsFrom(segments: readonly Segment[], query: string, count: number): string[] {
  const { topic } = readQuestion(query);
  const topics = segments.flatMap((segment) => topicsOf(segment, topic));
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

function topicsOf(segment: Segment, words: readonly string[]): Topic[] {
  const asked = new Set(words.map((word) => termOf(word, segment.language)));
  return segment.topics
    .flatMap(({ text, passages }) => {
      const topic = asTopic(text);
      return topic === null
        ? []
        : [
            {
              text: topic,
              passages,
              near: nearness(termsOf(topic, segment.language), asked),
              isHeading: segment.hasHeadings,
              rank: 0,
            },
          ];
    })
    .sort((a, b) => b.near - a.near || b.passages - a.passages)
    .map((topic, rank) => ({ ...topic, rank }));
}

/** A heading without its number, or null where it names nothing. */
function asTopic(heading: string): string | null {
  const text = heading
    .replace(
      /^(?:(?:chapter|section|part|appendix|kapitel|abschnitt|teil|anhang|chapitre|partie|annexe|capítulo|sección|parte)\s+)?(?:(?:\d+|[A-Z]|[ivxlIVXL]+)(?:\.\d+)*[.:)]?\s+)?/iu,
      '',
    )
    .replace(/[\s.:;,]+$/u, '')
    .trim();
  if (text.length < 4 || text.length > longest || !/\p{L}{3}/u.test(text)) return null;
  const words = fold(text).split(/\s+/);
  return words.every((word) => furniture.has(word) || stopWords.en.has(word)) ? null : text;
}

const nearness = (terms: readonly string[], asked: ReadonlySet<string>): number =>
  terms.length === 0 ? 0 : terms.filter((term) => asked.has(term)).length / Math.sqrt(terms.length);
