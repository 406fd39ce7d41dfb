import { expect, test } from 'vitest';
import { rankByKeywords } from '#server/retrieval/keyword.ts';
import { readQuestion } from '#server/retrieval/question.ts';
import { buildSegment } from '#server/retrieval/segment.ts';
import { wordNet } from '#server/retrieval/wordnet/wordnet.ts';
import { coursesFrom } from './course.ts';
import judging from './judging.json' with { type: 'json' };
import tuning from './tuning.json' with { type: 'json' };

const courses = coursesFrom(2);

/** The class of all courses as search sees it, every paragraph a passage. */
const segments = () =>
  Promise.all(
    courses.map(({ id, pages }) => {
      const passages = pages.flatMap(({ heading, paragraphs }, page) =>
        paragraphs.map((text, at) => ({ passageId: `${page}/${at}`, page: page + 1, heading, text })),
      );
      return buildSegment(id, passages);
    }),
  );

test('nearly every planted fact is among the first five pages, whichever course it stands in', async () => {
  const [scope, thesaurus] = [await segments(), await wordNet()];
  const planted = courses.flatMap(({ id, planted: facts }) => facts.map((fact) => ({ id, ...fact })));
  let found = 0;
  for (const { id, question, page } of planted) {
    const hits = await rankByKeywords(scope, readQuestion(question), 5, thesaurus);
    if (hits.some(({ segment, index }) => segment.documentId === id && segment.pages[index] === page)) found += 1;
  }
  expect(planted.length).toBeGreaterThan(80);
  expect(found / planted.length).toBeGreaterThanOrEqual(0.98);
});

test('other words do not turn nonsense into a hit', async () => {
  const [scope, thesaurus] = [await segments(), await wordNet()];
  const questions = judging.filter(({ kind, scope: name }) => kind === 'out-of-domain' && name === 'courses');
  let refused = 0;
  for (const { question } of questions) {
    if ((await rankByKeywords(scope, readQuestion(question), 5, thesaurus)).length === 0) refused += 1;
  }
  expect(questions.length).toBeGreaterThan(10);
  expect(refused / questions.length).toBeGreaterThanOrEqual(0.85);
});

test('the same seed makes the same courses, another one others; every page has a place', () => {
  expect(coursesFrom(2)).toEqual(courses);
  expect(coursesFrom(1)).not.toEqual(courses);
  for (const { pages, keys } of courses) {
    expect(pages.length).toBeGreaterThanOrEqual(40);
    expect(keys.size).toBeGreaterThanOrEqual(6);
  }
});

test('what is judged by was not tuned on', () => {
  const known = new Set(tuning.map(({ question }) => question));
  expect(judging.filter(({ question }) => known.has(question))).toEqual([]);
  const pageOf = ({ scope, pages }: { scope: string; pages: (string | number)[] }) => `${scope} ${pages.join(' ')}`;
  const written = (set: typeof tuning | typeof judging) =>
    set.filter(({ kind, scope }) => kind === 'paraphrase' && scope === 'courses');
  const tuned = new Set(written(tuning).map(pageOf));
  expect(written(judging).filter((one) => tuned.has(pageOf(one)))).toEqual([]);
  for (const set of [tuning, judging])
    expect(set.filter(({ kind }) => kind !== 'out-of-domain').length).toBeGreaterThan(60);
});
