import { z } from 'zod';
import { createAnswerer } from '#server/answering/create-answerer.ts';
import { quotationText } from '#server/answering/quotes/quotation-text.ts';
import type { Scope } from '#server/library/scope-documents.ts';
import { createOfflineModel } from '#server/models/offline.ts';
import { createRetrieval } from '#server/retrieval/create-retrieval.ts';
import type { Retrieval } from '#server/retrieval/retrieval.ts';
import { collect, partsWith, requestFor } from '#tests/harness/answering.ts';
import { openShelf } from '../retrieval/shelf.ts';
import { addSampleClass, type SampleClass } from '../sample-class.ts';
import { atLeast, reported, type Section } from '../section.ts';
import judging from './judging.json' with { type: 'json' };
import { claimsOf, heldFrom, heldShare } from './measure.ts';
import tuning from './tuning.json' with { type: 'json' };

const place = z.object({ document: z.enum(['chapter', 'notes', 'guide']), page: z.number() });
const setSchema = z.array(place.extend({ claim: z.string(), wrong: place }));
type KnownClaim = z.infer<typeof setSchema>[number];

const seed = 4;
const sampleQuestions = [
  'What is working memory?',
  'What is a chunk?',
  'Why do we forget?',
  'What does the hippocampus do during deep sleep?',
  'How does caffeine keep us awake?',
  'What is the spacing effect?',
  'What are sleep spindles?',
  'Why do teenagers fall asleep late?',
  'What is the fluency illusion?',
  'What is consolidation?',
  'Find a quote about retrieval practice',
  'Find a quote about melatonin',
  'Find a quote about the hippocampus',
  'Find a quote about REM sleep',
];

/** Whether the pages that footnotes point to hold what stands in front of them. */
export async function evaluate(): Promise<Section> {
  await using shelf = await openShelf(seed);
  const { userId } = shelf.scopeOf('courses');
  const sample = await addSampleClass(shelf.at, userId);
  const retrieval = createRetrieval({ db: shelf.at.database.db, cacheBytes: 200_000_000 });
  const scope = (classId: string | null): Scope => ({ userId, classId, documentId: null, documentIds: null });
  const planted = shelf.courses.flatMap((course) => course.planted.map(({ question }) => question));

  const known = await knownClaims(retrieval, scope(sample.classId), sample, setSchema.parse(judging));
  const tuned = await knownClaims(retrieval, scope(sample.classId), sample, setSchema.parse(tuning));
  const ofSample = await answerAll(retrieval, scope(sample.classId), sampleQuestions);
  const ofCourses = await answerAll(retrieval, shelf.scopeOf('courses'), planted);
  await retrieval.close();
  const ranges = [...ofSample.ranges, ...ofCourses.ranges];

  return {
    title: 'Faithfulness of footnotes',
    intro: [
      'A claim is the sentence, or the part of one, in front of a row of markers. It counts as held where at least',
      `${heldFrom * 100} % of its content words stand, in some form, on the pages that it cites. Whether this measure tells true`,
      `citations from false ones is judged on ${judging.length} hand-written claims on the sample class, each cited once rightly and`,
      'once on another page about the same things; the share of 70 % was chosen on other claims. The answers are those of',
      `the offline model, which quotes: ${sampleQuestions.length} questions on the sample class, ${planted.length} on generated books. What a`,
      'hosted model writes was not measured here. Words are all that is looked at: a denial, or one fact of a page in the',
      'place of another, goes unseen.',
    ].join('\n'),
    rows: [
      atLeast(
        'true citations that count as held',
        shareOf(known.true, (share) => share >= heldFrom),
        0.9,
      ),
      atLeast(
        'false citations that do not',
        shareOf(known.false, (share) => share < heldFrom),
        0.9,
      ),
      reported(
        'the same on the set for tuning',
        [
          shareOf(tuned.true, (share) => share >= heldFrom).toFixed(3),
          shareOf(tuned.false, (share) => share < heldFrom).toFixed(3),
        ].join(' and '),
      ),
      reported('lowest share of words of a true one, highest of a false one', edges(known)),
      reported('the same edges on the set for tuning', edges(tuned)),
      atLeast(
        'claims held, offline answers on the sample class',
        shareOf(ofSample.shares, (share) => share >= heldFrom),
        0.98,
      ),
      atLeast(
        'claims held, offline answers on generated books',
        shareOf(ofCourses.shares, (share) => share >= heldFrom),
        0.98,
      ),
      reported('claims measured', `${ofSample.shares.length} and ${ofCourses.shares.length}`),
      atLeast(
        'citations whose range is their text',
        shareOf(ranges, (isExact) => isExact),
        1,
      ),
    ],
  };
}

const edges = (claims: { true: readonly number[]; false: readonly number[] }): string =>
  `${Math.min(...claims.true).toFixed(2)}, ${Math.max(...claims.false).toFixed(2)}`;

function shareOf<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.length === 0 ? 0 : values.filter(holds).length / values.length;
}

/** Shares of claims that an answer would make, with the right and with the wrong page behind each. */
async function knownClaims(retrieval: Retrieval, scope: Scope, sample: SampleClass, set: readonly KnownClaim[]) {
  const shareOn = async (claim: string, { document, page }: z.infer<typeof place>): Promise<number> => {
    const [text] = await retrieval.pages(scope, [{ documentId: sample[document].documentId, page }]);
    const [read] = claimsOf(`Before it. ${claim.slice(0, -1)} [1].`);
    if (text === undefined || read === undefined) throw new Error(`nothing to measure: ${claim}`);
    return heldShare(read.text, [text.text]);
  };
  return {
    true: await Promise.all(set.map(({ claim, ...right }) => shareOn(claim, right))),
    false: await Promise.all(set.map(({ claim, wrong }) => shareOn(claim, wrong))),
  };
}

/** Asks the offline model and measures what it cites. */
async function answerAll(retrieval: Retrieval, scope: Scope, questions: readonly string[]) {
  const answer = createAnswerer(partsWith({ retrieval, model: createOfflineModel({ delayMs: 0 }) }));
  const shares: number[] = [];
  const ranges: boolean[] = [];
  for (const question of questions) {
    const { text, citations } = await collect(answer, requestFor(question, { scope }));
    const pages = await retrieval.pages(scope, citations);
    const textOf = (number: number): string => {
      const cited = citations.find((one) => one.number === number);
      const isOn = (page: { documentId: string; page: number }): boolean =>
        page.documentId === cited?.documentId && page.page === cited.page;
      return pages.find(isOn)?.text ?? '';
    };
    for (const { text: claim, numbers } of claimsOf(text)) shares.push(heldShare(claim, numbers.map(textOf)));
    for (const { number, start, end, quote } of citations) {
      const cited = textOf(number).slice(start, end);
      ranges.push(cited === quote || quotationText(cited) === quote);
    }
  }
  return { shares, ranges };
}
