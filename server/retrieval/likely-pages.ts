import { termsOf } from '#server/library/words/terms.ts';
import { breathe } from '#server/library/breather.ts';
import type { Segment } from './segment.ts';

interface LikelyPage {
  documentId: string;
  page: number;
  /** how much of the phrase, its words weighted by rarity, the page holds, and its best passage: 0..2 */
  share: number;
}

const mostTerms = 40;
/** A page that holds less of a phrase's words than this does not hold the phrase. */
const least = 0.5;

/**
 * The pages that hold most of a phrase's words, whatever their order: where the phrase can stand, if it does at all.
 * Those come first that hold them in one passage. Words that say nothing in a document's language do not count there.
 *
 * @returns at most `count`, the likeliest first, then in the order of the segments and their pages
 */
export async function likelyPages(segments: readonly Segment[], phrase: string, count: number): Promise<LikelyPage[]> {
  const languages = new Set(segments.map(({ language }) => language));
  const terms = new Map(
    Array.from(languages, (language) => [language, [...new Set(termsOf(phrase, language))].slice(0, mostTerms)]),
  );
  const weigh = rarityIn(segments);
  const likely: LikelyPage[] = [];
  for (const segment of segments) {
    likely.push(...pagesIn(segment, terms.get(segment.language) ?? [], weigh));
    await breathe();
  }
  const order = new Map(segments.map(({ documentId }, index) => [documentId, index]));
  const placeOf = ({ documentId }: LikelyPage): number => order.get(documentId) ?? 0;
  return likely
    .sort((one, other) => other.share - one.share || placeOf(one) - placeOf(other) || one.page - other.page)
    .slice(0, count);
}

/** A term's weight by the number of passages that hold it; 0 for one that none holds. */
function rarityIn(segments: readonly Segment[]): (term: string) => number {
  const passages = segments.reduce((sum, { passageIds }) => sum + passageIds.length, 0);
  const known = new Map<string, number>();
  return (term) => {
    const weight = known.get(term);
    if (weight !== undefined) return weight;
    const holding = segments.reduce((sum, { postings }) => sum + (postings.get(term)?.length ?? 0), 0);
    const rarity = holding === 0 ? 0 : Math.log(1 + passages / holding);
    known.set(term, rarity);
    return rarity;
  };
}

function pagesIn(
  { documentId, pages, postings }: Segment,
  terms: readonly string[],
  weigh: (term: string) => number,
): LikelyPage[] {
  const whole = terms.reduce((sum, term) => sum + weigh(term), 0);
  const byPage = new Map<number, { share: number; best: number }>();
  const byPassage = new Map<number, number>();
  for (const term of terms) {
    const share = weigh(term) / whole;
    let last = 0;
    for (const place of postings.get(term) ?? []) {
      const index = Math.floor(place / 256);
      const number = pages[index] ?? 0;
      const inPassage = (byPassage.get(index) ?? 0) + share;
      byPassage.set(index, inPassage);
      const page = byPage.get(number) ?? { share: 0, best: 0 };
      // passages of a page follow each other: a term counts once on it
      if (number !== last) page.share += share;
      page.best = Math.max(page.best, inPassage);
      byPage.set(number, page);
      last = number;
    }
  }
  return Array.from(byPage)
    .filter(([, { share }]) => share >= least)
    .map(([page, { share, best }]) => ({ documentId, page, share: share + best }));
}
