import type { Language } from '#shared/language.ts';
import { leansOnLast } from '#server/models/sentences.ts';
import { breathe } from '../breather.ts';
import { languageOf } from '../words/language.ts';
import { termsOf } from '../words/terms.ts';
import { wordsOf } from '../words/words.ts';
import { lexRank } from './lexrank.ts';

/** More than these are not compared with each other: those with the most frequent terms are. */
const mostCompared = 200;
/** A sentence as near as this to a chosen one says the same. */
const same = 0.5;

/**
 * Chooses the sentences that say best what a text says, by LexRank; one that repeats another is passed over (as in
 * Erkan & Radev's reranker), one that leans on the sentence before it counts less.
 *
 * @param groups sentences by part of the text; each part gives its share first, so that none is forgotten
 * @param most   of all parts together
 * @returns      for each part the indexes of the chosen, ascending
 */
export async function centralSentences(groups: readonly (readonly string[])[], most: number): Promise<number[][]> {
  const all = groups.flatMap((sentences, group) => sentences.map((text, index) => ({ text, group, index })));
  const language = languageOf(
    wordsOf(
      all
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 6_000),
    ),
  );
  const candidates = await compared(all, language);
  const { scores, near } = lexRank(candidates.map(({ terms }) => terms));
  const ranked = candidates
    .map((candidate, at) => ({ ...candidate, at, score: (scores[at] ?? 0) * (leansOnLast(candidate.text) ? 0.5 : 1) }))
    .sort((one, other) => other.score - one.score || one.at - other.at);
  const chosen: typeof ranked = [];
  const take = (share: number): void => {
    for (const next of ranked) {
      if (chosen.length >= most) return;
      if (chosen.includes(next)) continue;
      if (chosen.filter(({ group }) => group === next.group).length >= share) continue;
      if (chosen.some(({ at }) => near(at, next.at) > same)) continue;
      chosen.push(next);
    }
  };
  take(Math.max(1, Math.floor(most / Math.max(1, groups.length))));
  take(most);
  return groups.map((_, group) =>
    chosen
      .filter((one) => one.group === group)
      .map(({ index }) => index)
      .sort((one, other) => one - other),
  );
}

interface Candidate {
  text: string;
  group: number;
  index: number;
  terms: string[];
}

/** Sentences that can stand alone; of very many, those whose terms the text repeats most (its centroid, Radev 2004). */
async function compared(all: readonly Omit<Candidate, 'terms'>[], language: Language | null): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const one of all) {
    candidates.push({ ...one, terms: termsOf(one.text, language) });
    await breathe();
  }
  if (candidates.length <= mostCompared) return candidates;
  const holding = new Map<string, number>();
  for (const { terms } of candidates) {
    for (const term of new Set(terms)) holding.set(term, (holding.get(term) ?? 0) + 1);
  }
  const weight = ({ terms }: Candidate): number => {
    const sum = terms.reduce((total, term) => {
      const count = holding.get(term) ?? 0;
      return total + count * Math.log(candidates.length / count);
    }, 0);
    return sum / Math.max(8, terms.length);
  };
  const share = Math.ceil(mostCompared / new Set(candidates.map(({ group }) => group)).size);
  const kept = new Map<number, number>();
  return candidates
    .map((candidate) => ({ candidate, weight: weight(candidate) }))
    .sort((one, other) => other.weight - one.weight)
    .filter(({ candidate: { group } }) => {
      const before = kept.get(group) ?? 0;
      kept.set(group, before + 1);
      return before < share;
    })
    .map(({ candidate }) => candidate);
}

/** More than a heading, a table's row, a formula or a list of names: it begins and ends as sentences do. */
export function standsAlone(sentence: string): boolean {
  const words = wordsOf(sentence).length;
  const letters = sentence.match(/\p{L}/gu)?.length ?? 0;
  return (
    words >= 6 &&
    words <= 60 &&
    /^[\p{Lu}“"«„]/u.test(sentence) &&
    /[.!]["”“’»)]*$/u.test(sentence) &&
    !/\.{3,}|\?/.test(sentence) &&
    letters > 0.7 * sentence.replaceAll(/\s/g, '').length
  );
}
