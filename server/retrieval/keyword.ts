import { createBreather } from './breather.ts';
import { type Language, languageOf } from './language.ts';
import type { Segment } from './segment.ts';
import { stopWords } from './stop-words.ts';
import { termOf } from './terms.ts';
import { wordsOf } from './words.ts';

export interface Hit {
  segment: Segment;
  /** of the passage in its segment */
  index: number;
  score: number;
}

const k1 = 1.2;
const b = 0.75;
const delta = 1;
/** Share of the question's words, weighted by rarity, that a passage must hold; one of two words is not enough. */
const floorFor = (words: number): number => (words <= 2 ? 0.5 : 0.34);
const listFactor = 0.4;

/** The words of a question that say what it is about, folded, each once. */
export function contentWords(query: string): string[] {
  const words = [...new Set(wordsOf(query))];
  const language: Language = languageOf(words) ?? 'en';
  return words.filter((word) => !stopWords[language].has(word));
}

/**
 * Ranks passages by BM25+ (Lv & Zhai 2011) over all the segments together, without those that hold too little of the
 * question: a passage must hold words that make up a share of the question's rarity.
 *
 * @param words folded content words of the question
 * @returns     at most `count`, best first
 */
export async function rankByKeywords(
  segments: readonly Segment[],
  words: readonly string[],
  count: number,
): Promise<Hit[]> {
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const length = segments.reduce((sum, { totalLength }) => sum + totalLength, 0) / Math.max(1, passages);
  const places = segments.map((segment) => words.map((word) => segment.postings.get(termOf(word, segment.language))));
  const rarities = words.map((_, word) => {
    const holding = places.reduce((sum, found) => sum + (found[word]?.length ?? 0), 0);
    return Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));
  });
  const least = floorFor(words.length) * rarities.reduce((sum, rarity) => sum + rarity, 0);
  const best: Hit[] = [];
  const breathe = createBreather();
  for (const [at, segment] of segments.entries()) {
    best.push(...rankSegment(segment, places[at] ?? [], rarities, least, length, count));
    if (best.length > 4 * count) trim(best, count);
    await breathe();
  }
  trim(best, count);
  return best;
}

function trim(hits: Hit[], count: number): void {
  hits.sort((one, other) => other.score - one.score);
  hits.splice(count);
}

function rankSegment(
  segment: Segment,
  places: readonly (Uint32Array | undefined)[],
  rarities: readonly number[],
  least: number,
  length: number,
  count: number,
): Hit[] {
  const { lengths, lists } = segment;
  const scores = new Float64Array(lengths.length);
  const found = new Float64Array(lengths.length);
  for (const [word, postings = new Uint32Array()] of places.entries()) {
    const rarity = rarities[word] ?? 0;
    for (const posting of postings) {
      const index = Math.floor(posting / 256);
      const times = posting % 256;
      const norm = k1 * (1 - b + (b * (lengths[index] ?? 0)) / length);
      scores[index] = (scores[index] ?? 0) + rarity * (delta + (times * (k1 + 1)) / (times + norm));
      found[index] = (found[index] ?? 0) + rarity;
    }
  }
  const hits: Hit[] = [];
  for (const [index, share] of found.entries()) {
    if (share === 0 || share < least) continue;
    hits.push({ segment, index, score: (scores[index] ?? 0) * (lists[index] === 1 ? listFactor : 1) });
  }
  trim(hits, count);
  return hits;
}
