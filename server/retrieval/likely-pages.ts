import { wordsOf } from '#server/library/words/words.ts';
import { termOf } from '#server/library/words/terms.ts';
import { createBreather } from './breather.ts';
import type { Segment } from './segment.ts';

interface LikelyPage {
  documentId: string;
  page: number;
  /** how much of the phrase, its words weighted by rarity, the page holds: 0..1 */
  share: number;
}

const mostTerms = 40;
/** A page that holds less of a phrase's words than this does not hold the phrase. */
const least = 0.5;

/**
 * The pages that hold most of a phrase's words, whatever their order: where the phrase can stand, if it does at all.
 *
 * @returns at most `count`, the likeliest first, then in the order of the segments and their pages
 */
export async function likelyPages(segments: readonly Segment[], phrase: string, count: number): Promise<LikelyPage[]> {
  const words = [...new Set(wordsOf(phrase))];
  const postings = words.map((word) =>
    segments.map(({ postings, language }) => postings.get(termOf(word, language)) ?? new Uint32Array()),
  );
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const weighted = postings
    .map((places) => {
      const holding = places.reduce((sum, { length }) => sum + length, 0);
      return { places, weight: holding === 0 ? 0 : Math.log(1 + passages / holding) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, mostTerms);
  const whole = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const likely: LikelyPage[] = [];
  const breathe = createBreather();
  for (const [at, segment] of segments.entries()) {
    const scores = new Map<number, number>();
    for (const { places, weight } of weighted) {
      for (const page of pagesOf(segment, places[at])) scores.set(page, (scores.get(page) ?? 0) + weight);
    }
    for (const [page, score] of scores) {
      if (score >= least * whole) likely.push({ documentId: segment.documentId, page, share: score / whole });
    }
    await breathe();
  }
  const order = new Map(segments.map(({ documentId }, index) => [documentId, index]));
  const placeOf = ({ documentId }: LikelyPage): number => order.get(documentId) ?? 0;
  return likely
    .sort((one, other) => other.share - one.share || placeOf(one) - placeOf(other) || one.page - other.page)
    .slice(0, count);
}

const pagesOf = (segment: Segment, places: Uint32Array = new Uint32Array()): Set<number> =>
  new Set(Array.from(places, (place) => segment.pages[Math.floor(place / 256)] ?? 0));
