import type { AskedWord } from './asked-words.ts';
import type { Segment } from './segment.ts';

export interface Hit {
  segment: Segment;
  /** of the passage in its segment */
  index: number;
  score: number;
  /** how much of the question's topic it holds in the question's own words, 0..1, weighted by rarity */
  share: number;
}

/** What the scope as a whole says about a ranking. */
export interface Ranking {
  words: readonly AskedWord[];
  /** of what other words add to a score */
  weight: number;
  /** shares of all words together */
  whole: number;
  /** share of the topic that stands anywhere in scope in the question's own words, 0..1 */
  inScope: number;
  /** terms of a passage on average */
  length: number;
}

interface SegmentHits {
  /** those that score more than the bar */
  hits: Hit[];
  /** whether any passage holds enough of the topic */
  passed: boolean;
}

const k1 = 1.2;
const b = 0.75;
const delta = 1;
const listFactor = 0.4;
/**
 * What the best passage must hold of the question's topic: this share of it in the question's own words, or this share in
 * any words for it, each of which counts as much as it is near; or a smaller share, where that is this many of its words
 * or where the scope as a whole holds this share of it.
 */
const floors = { own: 0.42, any: 0.6, small: 0.25, words: 1.6, inScope: 0.5 };
/** What each passage behind it must hold, in any words. */
const floorBehind = 0.1;

/** How much of the topic each passage holds in the question's own words. */
export function ownShares(words: readonly AskedWord[], at: number, { passageIds }: Segment): Float64Array {
  const shares = new Float64Array(passageIds.length);
  for (const { places, share } of words) {
    if (share === 0) continue;
    for (const posting of places[at] ?? []) shares[posting >>> 8] = (shares[posting >>> 8] ?? 0) + share;
  }
  return shares;
}

/**
 * Scores the passages of one segment by BM25+.
 *
 * @param at  position of the segment
 * @param own what `ownShares` gave for it
 * @param bar scores that do not matter any more
 */
export function rankSegment(
  { words, weight, whole, inScope, length }: Ranking,
  at: number,
  segment: Segment,
  own: Float64Array,
  bar: number,
): SegmentHits {
  const { lengths, lists } = segment;
  const scores = new Float64Array(lengths.length);
  const shares = new Float64Array(lengths.length);
  const held = new Float64Array(lengths.length);
  const forWord = new Float64Array(lengths.length);
  const nearest = new Float64Array(lengths.length);
  for (const { places, score, share, others } of words) {
    const touched: number[] = [];
    const look = (postings: Uint32Array | undefined, value: number, near: number): void => {
      for (const posting of postings ?? []) {
        const index = posting >>> 8;
        const times = posting & 255;
        const norm = k1 * (1 - b + (b * (lengths[index] ?? 0)) / length);
        const gain = value * (delta + (times * (k1 + 1)) / (times + norm));
        if (nearest[index] === 0) touched.push(index);
        forWord[index] = Math.max(forWord[index] ?? 0, gain);
        nearest[index] = Math.max(nearest[index] ?? 0, near);
      }
    };
    look(places[at], score, 1);
    if (weight > 0) for (const other of others) look(other.places[at], other.score * other.near * weight, other.near);
    for (const index of touched) {
      const near = nearest[index] ?? 0;
      scores[index] = (scores[index] ?? 0) + (forWord[index] ?? 0);
      shares[index] = (shares[index] ?? 0) + near * share;
      if (share > 0) held[index] = (held[index] ?? 0) + near;
      forWord[index] = 0;
      nearest[index] = 0;
    }
  }
  const hits: Hit[] = [];
  let passed = false;
  for (const [index, found] of shares.entries()) {
    if (found < floorBehind * whole) continue;
    const share = (own[index] ?? 0) / whole;
    passed ||= passes(share, found / whole, held[index] ?? 0, inScope);
    const score = (scores[index] ?? 0) * (lists[index] === 1 ? listFactor : 1);
    if (score > bar) hits.push({ segment, index, score, share });
  }
  return { hits, passed };
}

const passes = (own: number, any: number, words: number, inScope: number): boolean =>
  own >= floors.own ||
  any >= floors.any ||
  (any >= floors.small && (words >= floors.words || inScope >= floors.inScope));
