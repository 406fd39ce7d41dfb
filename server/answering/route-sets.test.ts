import { expect, test } from 'vitest';
import { type Judged, judge, shareOf } from '#tests/eval/routes/judge.ts';
import { readSet } from '#tests/eval/routes/read-set.ts';
import { routeSchema } from '#shared/turn.ts';

const judging = judge(readSet('judging'));
const late = judge(readSet('late'));
const tuning = judge(readSet('tuning'));
const isRight = (one: Judged): boolean => one.isRight;

test.each([
  ['PY-1a', 'general_qa'],
  ['PY-1b', 'follow_up'],
  ['PY-1c', 'quote_finding'],
  ['PY-1d', 'study_guide'],
  ['PY-1e', 'summary'],
] as const)('%s of what is said to ask for %s at least 97 in 100 go there', (_, route) => {
  const asked = judging.filter((one) => one.route === route);
  expect(asked.length).toBeGreaterThanOrEqual(30);
  expect(shareOf(asked, isRight)).toBeGreaterThanOrEqual(0.97);
});

test('at least 97 in 100 utterances of either set go the right way, in each language', () => {
  for (const set of [judging, tuning]) {
    for (const said of Map.groupBy(set, ({ language }) => language).values()) {
      expect(shareOf(said, isRight)).toBeGreaterThanOrEqual(0.97);
    }
  }
});

test('at least 97 in 100 of the late set go the right way', () => {
  expect(late.length).toBeGreaterThanOrEqual(200);
  expect(shareOf(late, isRight)).toBeGreaterThanOrEqual(0.97);
});

test('topics are told from what asks, new ones from those at hand', () => {
  const labelled = judging.filter(({ isTopicRight }) => isTopicRight !== null);
  expect(labelled.length).toBeGreaterThanOrEqual(80);
  expect(shareOf(labelled, ({ isTopicRight }) => isTopicRight === true)).toBeGreaterThanOrEqual(0.95);
});

test('the sets are large enough, speak of every route, and share no utterance', () => {
  expect(judging.length).toBeGreaterThanOrEqual(300);
  expect(tuning.length).toBeGreaterThanOrEqual(150);
  const plain = ({ text }: Judged): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} ]/gu, '')
      .trim();
  const known = new Set(tuning.map(plain));
  expect([...judging, ...late].map(plain).filter((text) => known.has(text))).toEqual([]);
  for (const set of [judging, tuning]) {
    expect(new Set(set.map(({ route }) => route)).size).toBe(routeSchema.options.length);
    expect(set.filter(({ history }) => history.length > 0).length).toBeGreaterThanOrEqual(80);
  }
});
