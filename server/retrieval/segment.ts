import { breathe, inSteps } from '#server/library/breather.ts';
import { type TextLanguage, textLanguageOf } from '#server/library/words/language.ts';
import { looksLikeList } from '#server/library/words/looks-like-list.ts';
import { type Topic, topicsInSteps } from '#server/library/topics.ts';
import { termsOf } from '#server/library/words/terms.ts';
import { wordsOf } from '#server/library/words/words.ts';
import { Postings } from './postings.ts';

/** A passage as it is stored. */
export interface IndexedPassage {
  passageId: string;
  page: number;
  heading: string | null;
  text: string;
}

/** The search index of one document. A document that is ready never changes, so neither does this. */
export interface Segment {
  documentId: string;
  language: TextLanguage | null;
  passageIds: string[];
  pages: Uint32Array;
  /** terms in each passage */
  lengths: Uint32Array;
  /** 1 where the passage is a list of contents or an index, which names everything and explains nothing */
  lists: Uint8Array;
  totalLength: number;
  postings: Postings;
  topics: Topic[];
  /** about what it takes in memory */
  bytes: number;
}

/** A word of the heading that a passage stands under counts like this many in the passage. */
const headingWeight = 1;
const sampleWords = 3_000;
const bytesAPassage = 100;

/**
 * Builds the index of a document, and lets others work every few milliseconds.
 *
 * @param passages in the order of the document
 */
export async function buildSegment(documentId: string, passages: readonly IndexedPassage[]): Promise<Segment> {
  const language = textLanguageOf(sample(passages));
  const postings = new Map<string, number[]>();
  const lengths = new Uint32Array(passages.length);
  const lists = new Uint8Array(passages.length);
  for (const [index, { heading, text }] of passages.entries()) {
    const terms = termsOf(text, language);
    const weighted = [...terms, ...(heading === null ? [] : repeated(termsOf(heading, language)))];
    for (const [term, times] of counted(weighted)) {
      const places = postings.get(term);
      const place = index * 256 + Math.min(times, 255);
      if (places) places.push(place);
      else postings.set(term, [place]);
    }
    lengths[index] = terms.length;
    lists[index] = looksLikeList(text) ? 1 : 0;
    await breathe();
  }
  const packed = await Postings.pack(postings);
  return {
    documentId,
    language,
    passageIds: passages.map(({ passageId }) => passageId),
    pages: Uint32Array.from(passages, ({ page }) => page),
    lengths,
    lists,
    totalLength: lengths.reduce((sum, length) => sum + length, 0),
    postings: packed,
    topics: await inSteps(topicsInSteps(passages, language)),
    bytes: passages.length * bytesAPassage + packed.bytes,
  };
}

const repeated = (terms: string[]): string[] => Array.from({ length: headingWeight }, () => terms).flat();

function sample(passages: readonly IndexedPassage[]): string[] {
  const step = Math.max(1, Math.floor(passages.length / 20));
  const chosen = passages.filter((_, index) => index % step === 0).map(({ text }) => text);
  return wordsOf(chosen.join('\n')).slice(0, sampleWords);
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
