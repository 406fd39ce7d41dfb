import { breathe } from '#server/library/breather.ts';
import { termOf } from '#server/library/words/terms.ts';
import type { Question } from './question.ts';
import type { Segment } from './segment.ts';
import type { Thesaurus } from './thesaurus.ts';

/** Where a term stands, by segment, and what it adds to a passage's score (BM25's inverse document frequency). */
interface Term {
  places: readonly (Uint32Array | undefined)[];
  score: number;
}

/** A word of the question with the other words for it that stand in scope. */
export interface AskedWord extends Term {
  /** what it makes up of the question's topic: the rarer and the less ambiguous, the more; 0 where it names no topic */
  share: number;
  /** how near they are is above 0 and below 1 */
  others: (Term & { near: number })[];
}

/** As if there were this many passages more: in a handful of them, being in one or in none says little about a word. */
const assumedPassages = 20;

/**
 * Weighs the words of a question by what the passages in scope hold, and looks up other words for them: for English
 * questions, in English documents.
 */
export async function weighWords(
  segments: readonly Segment[],
  { words, topic, language }: Question,
  thesaurus: Thesaurus | null,
): Promise<AskedWord[]> {
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const known = language === 'en' ? thesaurus : null;
  const scoreOf = (holding: number): number => Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));
  const asked: AskedWord[] = [];
  for (const word of words) {
    const places = segments.map(({ postings, language: spoken }) => postings.get(termOf(word, spoken)));
    const holding = count(places);
    const rarity = Math.log(1 + (passages + assumedPassages) / (holding + 1));
    const ambiguity = 1 + Math.log(Math.max(1, known?.sensesOf(word) ?? 1));
    const others: AskedWord['others'] = [];
    for (const [term, near] of relatedTerms(word, known)) {
      const found = segments.map((segment) => (segment.language === 'en' ? segment.postings.get(term) : undefined));
      const holdingOther = count(found);
      if (holdingOther > 0) others.push({ near, places: found, score: scoreOf(holdingOther) });
      await breathe();
    }
    asked.push({ places, score: scoreOf(holding), share: topic.includes(word) ? rarity / ambiguity : 0, others });
  }
  return asked;
}

const count = (places: readonly (Uint32Array | undefined)[]): number =>
  places.reduce((sum, found) => sum + (found?.length ?? 0), 0);

/** The nearest of the words that are filed under one term counts for it. */
function relatedTerms(word: string, thesaurus: Thesaurus | null): Map<string, number> {
  const terms = new Map<string, number>();
  for (const [related, near] of thesaurus?.relatedTo(word) ?? []) {
    const term = termOf(related, 'en');
    terms.set(term, Math.max(terms.get(term) ?? 0, near));
  }
  terms.delete(termOf(word, 'en'));
  return terms;
}
