import { wantWords } from '#server/answering/quotes/find-words.ts';
import { locate } from '#server/answering/quotes/locate.ts';
import type { ReadPage } from '#server/library/extract/read-pages.ts';
import type { Random } from '../eval/retrieval/random.ts';
import { openCopiedText } from './copied-text.ts';

export interface QuotationCheck {
  tried: number;
  /** sentences that were not found on their page */
  missed: { page: number; sentence: string }[];
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const longest = 400;

/**
 * Takes random sentences out of a PDF as a reader copies them from the viewer, and looks for each on its page by the
 * quotation check.
 *
 * @param count how many; fewer where the document has not that many
 */
export async function checkQuotations(
  path: string,
  pages: readonly ReadPage[],
  count: number,
  random: Random,
): Promise<QuotationCheck> {
  await using copied = await openCopiedText(path);
  const check: QuotationCheck = { tried: 0, missed: [] };
  const left = pages.filter(({ text }) => text.length > 200);
  const taken = new Set<string>();
  for (let attempt = 0; attempt < 20 * count && check.tried < count && left.length > 0; attempt += 1) {
    const page = random.pick(left);
    const offered = sentencesIn(await copied.of(page.page)).filter((sentence) => !taken.has(sentence));
    if (offered.length === 0) continue;
    const sentence = random.pick(offered);
    taken.add(sentence);
    check.tried += 1;
    if (locate(sentence, [page]) === null) check.missed.push({ page: page.page, sentence });
  }
  return check;
}

/** Sentences of at least four words. A line break ends none. */
const sentencesIn = (copied: string): string[] =>
  Array.from(sentences.segment(copied.replaceAll('\n', ' ')), ({ segment, index }) =>
    copied.slice(index, index + segment.length).trim(),
  ).filter((sentence) => sentence.length <= longest && wantWords(sentence) !== null);
