import { createBreather } from './breather.ts';
import type { Question } from './question.ts';
import type { Segment } from './segment.ts';
import { termOf } from '#server/library/words/terms.ts';

export interface Hit {
  segment: Segment;
  /** of the passage in its segment */
  index: number;
  score: number;
  /** how much of the question's topic it holds, 0..1, weighted by rarity */
  share: number;
}

/** What a word of the question adds to a passage's score, and to what it holds of the topic. */
interface Weight {
  score: number;
  share: number;
}

const k1 = 1.2;
const b = 0.75;
const delta = 1;
/** Share of the topic's words, weighted by rarity, that a passage must hold. */
const floor = 0.3;
/** As if there were this many passages more: in a handful of them, being in one or in none says little about a word. */
const assumedPassages = 20;
const listFactor = 0.4;

/**
 * Ranks passages by BM25+ (Lv & Zhai 2011) over all the segments together, without those below the floor: a passage
 * must hold words that make up a share of the rarity of the question's topic.
 *
 * @returns at most `count`, best first
 */
export async function rankByKeywords(
  segments: readonly Segment[],
  { words, topic }: Question,
  count: number,
): Promise<Hit[]> {
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const length = segments.reduce((sum, { totalLength }) => sum + totalLength, 0) / Math.max(1, passages);
  const places = segments.map((segment) => words.map((word) => segment.postings.get(termOf(word, segment.language))));
  const weights = words.map((word, at): Weight => {
    const holding = places.reduce((sum, found) => sum + (found[at]?.length ?? 0), 0);
    const rarity = Math.log(1 + (passages + assumedPassages) / (holding + 1));
    return {
      score: Math.log(1 + (passages - holding + 0.5) / (holding + 0.5)),
      share: topic.includes(word) ? rarity : 0,
    };
  });
  const whole = weights.reduce((sum, { share }) => sum + share, 0);
  const best: Hit[] = [];
  const breathe = createBreather();
  for (const [at, segment] of segments.entries()) {
    best.push(...rankSegment(segment, places[at] ?? [], weights, whole, length, count));
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
  weights: readonly Weight[],
  whole: number,
  length: number,
  count: number,
): Hit[] {
  const { lengths, lists } = segment;
  const scores = new Float64Array(lengths.length);
  const found = new Float64Array(lengths.length);
  for (const [word, postings = new Uint32Array()] of places.entries()) {
    const { score, share } = weights[word] ?? { score: 0, share: 0 };
    for (const posting of postings) {
      const index = Math.floor(posting / 256);
      const times = posting % 256;
      const norm = k1 * (1 - b + (b * (lengths[index] ?? 0)) / length);
      scores[index] = (scores[index] ?? 0) + score * (delta + (times * (k1 + 1)) / (times + norm));
      found[index] = (found[index] ?? 0) + share;
    }
  }
  const hits: Hit[] = [];
  for (const [index, share] of found.entries()) {
    if (share === 0 || share < floor * whole) continue;
    const score = (scores[index] ?? 0) * (lists[index] === 1 ? listFactor : 1);
    hits.push({ segment, index, score, share: share / whole });
  }
  trim(hits, count);
  return hits;
}
