import { weighWords } from './asked-words.ts';
import { breathe } from '#server/library/breather.ts';
import type { Question } from './question.ts';
import { type Hit, ownShares, rankSegment } from './rank-segment.ts';
import type { Segment } from './segment.ts';
import type { Thesaurus } from './thesaurus.ts';

/** What other words add to a score, times their nearness, where nothing holds any of the question's own. */
const otherWeight = 1;

/**
 * Ranks passages by BM25+ (Lv & Zhai 2011) over all the segments together; none where even the best holds too little of
 * the question's topic. A word of the question is found by itself or by another word for it, whichever scores more in a
 * passage; other words count the less, the more of the topic the best passage holds in the question's own (selective
 * expansion, after Amati, Carpineto & Romano 2004).
 *
 * @param thesaurus left out: the question's own words alone count
 * @returns         at most `count`, best first
 */
export async function rankByKeywords(
  segments: readonly Segment[],
  question: Question,
  count: number,
  thesaurus?: Thesaurus,
): Promise<Hit[]> {
  const words = await weighWords(segments, question, thesaurus ?? null);
  const whole = words.reduce((sum, { share }) => sum + share, 0);
  if (whole === 0) return [];
  const own: Float64Array[] = [];
  let most = 0;
  for (const [at, segment] of segments.entries()) {
    const shares = ownShares(words, at, segment);
    for (const share of shares) if (share > most) most = share;
    own.push(shares);
    await breathe();
  }
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const length = segments.reduce((sum, { totalLength }) => sum + totalLength, 0) / Math.max(1, passages);
  const inScope = words.reduce((sum, { places, share }) => sum + (places.some((one) => one) ? share : 0), 0) / whole;
  const ranking = { words, weight: otherWeight * Math.max(0, 1 - most / whole), whole, inScope, length };
  let best: Hit[] = [];
  let anyPassed = false;
  for (const [at, segment] of segments.entries()) {
    const bar = best[count - 1]?.score ?? 0;
    const { hits, passed } = rankSegment(ranking, at, segment, own[at] ?? new Float64Array(), bar);
    anyPassed ||= passed;
    if (hits.length > 0) best = [...best, ...hits].sort((one, other) => other.score - one.score).slice(0, count);
    await breathe();
  }
  return anyPassed ? best : [];
}
