import { breathe } from '#server/library/breather.ts';
import type { PagePlace } from '../retrieval.ts';
import type { Segment } from '../segment.ts';
import { termsFor } from './terms-for.ts';
import type { Wanted } from './wanted.ts';

/** A page on which what is looked for can stand. */
export interface LikelyPage extends PagePlace {
  /** of what is looked for, weighted by rarity, how much can stand on the page or in the document's name: 0..1 */
  share: number;
  /** of the page's best passage */
  score: number;
}

/** A word of the query and where it can stand, by segment; null where the index does not tell. */
interface Sought {
  places: readonly (Uint32Array[] | null)[];
  weight: number;
  inName: readonly boolean[];
}

const leastShare = 0.5;
const same = 1e-6;

/**
 * The pages that hold most of what is looked for, the likeliest first: all words where any page holds all of them.
 * Whether they stand there as they should, next to each other say, is for the page's text to tell.
 *
 * @param inName whether a document's name holds a word, by document
 */
export async function likelyPages(
  segments: readonly Segment[],
  wanted: readonly Wanted[],
  inName: (documentId: string, word: string, isOpen: boolean) => boolean,
): Promise<LikelyPage[]> {
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const sought: Sought[] = [];
  for (const { words, isOpen } of wanted) {
    for (const [index, word] of words.entries()) {
      const open = isOpen && index === words.length - 1;
      const places: (Uint32Array[] | null)[] = [];
      for (const segment of segments) {
        const terms = termsFor(segment, word, open);
        places.push(terms?.flatMap((term) => segment.postings.get(term) ?? []) ?? null);
        await breathe();
      }
      const holding = places.flatMap((lists) => lists ?? []).reduce((sum, { length }) => sum + length, 0);
      const weight = places.every((lists) => lists === null) ? 0 : Math.log(1 + (passages + 1) / (holding + 1));
      sought.push({ places, weight, inName: segments.map(({ documentId }) => inName(documentId, word, open)) });
    }
  }
  const likely: LikelyPage[] = [];
  for (const [at, segment] of segments.entries()) {
    likely.push(...pagesOf(segment, at, sought));
    await breathe();
  }
  const most = likely.reduce((best, { share }) => Math.max(best, share), 0);
  if (most < leastShare) return [];
  return likely
    .filter(({ share }) => share >= most - same)
    .sort((one, other) => other.score - one.score || one.page - other.page);
}

function pagesOf({ documentId, pages, lengths }: Segment, at: number, sought: readonly Sought[]): LikelyPage[] {
  const whole = sought.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) return [];
  const scores = new Float64Array(lengths.length);
  const byPage = new Map<number, { share: number; score: number }>();
  for (const { places, weight, inName } of sought) {
    const lists = places[at] ?? null;
    const onPages = new Set<number>();
    for (const places of lists ?? []) {
      for (const place of places) {
        const index = place >>> 8;
        const times = place & 255;
        onPages.add(pages[index] ?? 0);
        scores[index] = (scores[index] ?? 0) + weight * (1 + times / (times + 1 + (lengths[index] ?? 0) / 100));
      }
    }
    for (const page of onPages) {
      const one = byPage.get(page) ?? { share: 0, score: 0 };
      one.share += inName[at] === true ? 0 : weight;
      byPage.set(page, one);
    }
  }
  // what the index does not tell is not held against a page, nor what the document's name says
  const granted = sought.reduce(
    (sum, { places, weight, inName }) => sum + (places[at] === null || inName[at] === true ? weight : 0),
    0,
  );
  for (const [index, score] of scores.entries()) {
    const one = byPage.get(pages[index] ?? 0);
    if (one && score > one.score) one.score = score;
  }
  return Array.from(byPage, ([page, { share, score }]) => ({
    documentId,
    page,
    share: share + granted > whole - same ? 1 : (share + granted) / whole,
    score,
  }));
}
