import { stopWords } from '#shared/stop-words.ts';
import type { TextLanguage } from './words/language.ts';
import { looksLikeList } from './words/looks-like-list.ts';
import { salientWords } from './words/salient-words.ts';
import { fold } from './words/words.ts';

/** Something that a document is about, as a reader would name it. */
export interface Topic {
  text: string;
  /** how many of the document's passages stand under it, or hold it */
  passages: number;
  /** false for a frequent word of a text without headings */
  isHeading: boolean;
}

interface Reading {
  heading: string | null;
  text: string;
}

const longest = 80;
const mostHeadings = 2_000;
const wordsWanted = 20;
/** With fewer headings than this there is no choice among them. */
const fewHeadings = 3;
const furniture = new Set(
  `contents table index preface foreword introduction references bibliography appendix glossary summary abstract
  acknowledgements acknowledgments figures tables exercises examples description parameters syntax synopsis usage notes
  note overview miscellaneous see general form list chapter section inhalt inhaltsverzeichnis vorwort einleitung
  literatur literaturverzeichnis anhang zusammenfassung register beispiele siehe sommaire matieres preface
  bibliographie annexe index exemples indice prologo introduccion bibliografia anexo resumen ejemplos`.split(/\s+/),
);
/** What every document has, and no reader asks about. */
const formal = /\b(?:licen[cs]e|copyright|index)\b/iu;
/** Dots that lead to a page number, as in a table of contents. */
const leader = /(?:\s*\.){2,}\s*\d*$/u;
const numbering =
  /^(?:(?:chapter|section|part|appendix|kapitel|abschnitt|teil|anhang|chapitre|partie|annexe|capítulo|sección|parte)\s+)?(?:(?:\d+|[A-Z]|[ivxlIVXL]+)(?:\.\d+)*[.:)]?\s+)?/iu;

/**
 * What a document is about: its headings without their numbers, in the order of the document, each once; and frequent
 * words where it has too few of them.
 *
 * @param passages in the order of the document
 * @param language of the document, null where it is not known
 */
export function topicsOf(passages: readonly Reading[], language: TextLanguage | null): Topic[] {
  const steps = topicsInSteps(passages, language);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, a passage at a time: a long document must not hold the event loop. */
export function* topicsInSteps(passages: readonly Reading[], language: TextLanguage | null): Generator<void, Topic[]> {
  const headings = new Map<string, Topic>();
  for (const { heading, text: passage } of passages) {
    yield;
    const text = heading === null || looksLikeList(passage) ? null : topicOf(heading);
    if (text === null) continue;
    const known = headings.get(fold(text));
    if (known) known.passages += 1;
    else if (headings.size < mostHeadings) headings.set(fold(text), { text, passages: 1, isHeading: true });
  }
  const topics = Array.from(headings.values());
  if (topics.length >= fewHeadings) return topics;
  const words = yield* salientWords(
    passages.map(({ text }) => text),
    language,
    wordsWanted,
  );
  return [...topics, ...words.map((word) => ({ ...word, isHeading: false }))];
}

/** What a heading names, without its number; null where that is nothing ("Contents", "A.2"). */
function topicOf(heading: string): string | null {
  const text = heading
    .replace(leader, '')
    .replace(numbering, '')
    .replace(/[\s.:;,]+$/u, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (text.length < 4 || text.length > longest || !/\p{L}{3}/u.test(text) || formal.test(text)) return null;
  const words = fold(text.replaceAll(/[ªº]/gu, '')).split(/[^\p{L}\p{N}]+/u);
  const telling = words.filter((word) => !furniture.has(word) && !isStopWord(word));
  return telling.some(canBeSaid) ? text : null;
}

/** False for what a drawing or a score leaves among the letters of a PDF ("hhh N"). */
const canBeSaid = (word: string): boolean =>
  word.length > 2 && (!/^[a-z]+$/.test(word) || (/[aeiouy]/.test(word) && !/^(.)\1+$/.test(word)));

const isStopWord = (word: string): boolean =>
  word === '' || Object.values(stopWords).some((words: ReadonlySet<string>) => words.has(word));
