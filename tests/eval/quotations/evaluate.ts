import type { Passage } from '#shared/passage.ts';
import type { PageText } from '#server/retrieval/retrieval.ts';
import { openQuoteFinder } from '#server/answering/quotes/quote-finder.ts';
import { randomFrom } from '../retrieval/random.ts';
import { reported, type Row, type Section } from '../section.ts';
import { bareLetters, type Case, drawCases } from './campaign.ts';
import { trueChanges } from './mutate.ts';
import { openQuotedLibrary, type QuotedLibrary } from './library.ts';

const seed = 20_260;
const each = 520;
/** as many as the route offers the model */
const offered = 20;

interface Verdict {
  one: Case<PageText>;
  isRight: boolean;
}

/**
 * Proposes true and false quotations, each with what a model could have been offered, and looks at what is accepted. The
 * search for the words on pages that were not offered runs over the whole library.
 */
export async function evaluate(): Promise<Section> {
  await using library = await openQuotedLibrary(seed);
  const cases = drawCases(library.pages, seed, each);
  const verdicts: Verdict[] = [];
  for (const [index, one] of cases.entries()) verdicts.push({ one, isRight: await judge(library, one, index) });

  const kinds = Map.groupBy(verdicts, ({ one }) => one.kind);
  const rows: Row[] = [
    all('true quotations accepted, with the range where they stand', kinds.get('true')),
    all('quotations with the wrong page named, cited on the right one', kinds.get('wrong page')),
    all('quotations with a word changed, rejected', kinds.get('changed')),
    all('quotations stitched from two places, rejected', kinds.get('stitched')),
  ];
  for (const [how, of] of Map.groupBy(kinds.get('changed') ?? [], ({ one }) => one.how)) {
    rows.push(reported(`rejected: ${how}`, share(of)));
  }
  for (const { one } of verdicts.filter(({ isRight }) => !isRight)) {
    console.error(`wrong: ${one.kind}, ${one.how}: ${JSON.stringify(one.words)}`);
  }
  return {
    title: 'Quotations',
    intro: [
      `${cases.length} proposals, drawn by a fixed seed from ${library.pages.length} pages with text of ${library.origins}.`,
      'Nothing is tuned here, so there is one set. Each proposal names one of 20 passages that were offered; for half of',
      'those that name the wrong page the right one was not offered, and has to be found by the search for the phrase. True',
      `ones are set in ${Object.keys(trueChanges).length} ways: ${Object.keys(trueChanges).join(', ')}. A range counts as right`,
      'where the page’s stored text has the same letters and digits in it, in the same order. What was drawn as false but',
      'stands somewhere by chance is drawn anew.',
    ].join('\n'),
    rows,
  };
}

async function judge({ retrieval, scope, pages }: QuotedLibrary, one: Case<PageText>, index: number): Promise<boolean> {
  const random = randomFrom(seed + index);
  const others = Array.from({ length: offered - 1 }, () => random.pick(pages)).filter((page) => page !== one.drawnFrom);
  const isOffered = one.named !== one.drawnFrom && index % 8 < 4;
  const passages = [one.named, ...(isOffered ? [one.drawnFrom] : []), ...others].map(passageOn);
  const find = await openQuoteFinder(retrieval, scope, passages);
  const found = await find({ passage: 1, words: one.words });
  if (one.kind === 'changed' || one.kind === 'stitched') return found === null;
  if (found === null) return false;
  const cited = found.page.text.slice(found.start, found.end);
  const isSame = bareLetters(cited.normalize('NFKC')) === bareLetters(one.words.normalize('NFKC'));
  return isSame && (one.kind === 'wrong page' || found.page.page === one.drawnFrom.page);
}

function passageOn({ documentId, documentName, page, text, passages }: PageText): Passage {
  const [first] = passages;
  if (first === undefined) throw new Error('a page without a passage');
  return { ...first, documentId, documentName, page, text: text.slice(first.start, first.end) };
}

const share = (verdicts: readonly Verdict[] = []): string =>
  `${verdicts.filter(({ isRight }) => isRight).length} of ${verdicts.length}`;

const all = (measure: string, verdicts: readonly Verdict[] = []): Row => ({
  measure,
  must: 'all',
  value: share(verdicts),
  holds: verdicts.length > 0 && verdicts.every(({ isRight }) => isRight),
});
