import { expect, test } from 'vitest';
import type { Passage } from '#shared/passage.ts';
import { readFenced } from '#server/models/fence.ts';
import { answererWith, collect, fakeModel, fakeRetrieval, passageOf, requestFor } from '#tests/harness/answering.ts';
import type { HistoryTurn } from './answer.ts';

const passages = Array.from({ length: 20 }, (_, index) => passageOf(index + 1));

const answered = (question: string, cited: Passage[]): HistoryTurn => ({
  question,
  answer: {
    content: 'Cells divide [1].',
    outcome: 'answered',
    route: 'general_qa',
    citations: cited.map(({ text, ...passage }, index) => ({
      ...passage,
      number: index + 1,
      quote: text,
      gone: false,
    })),
  },
});
const cited = [passageOf(7), passageOf(4)];
const history = [answered('What is mitosis?', cited)];

async function followUp(question: string, turns: HistoryTurn[] = history, remaining: Passage[] = passages) {
  const fake = fakeRetrieval(passages);
  fake.remain(remaining);
  const { model, requests } = fakeModel(['More [2], and [1].']);
  const result = await collect(
    answererWith({ retrieval: fake.retrieval, model }),
    requestFor(question, { history: turns }),
  );
  const messages = requests[0]?.messages ?? [];
  return {
    ...result,
    ...fake,
    messages,
    offered: readFenced(messages.at(-1)?.content ?? '').passages.map(({ page }) => page),
  };
}

test('PY-6a a follow-up is answered from the passages that the last answer cited', async () => {
  const { offered, citations, text, end, stages } = await followUp('Tell me more');
  expect(offered).toEqual([7, 4]);
  expect(citations.map(({ number, page }) => [number, page])).toEqual([
    [1, 4],
    [2, 7],
  ]);
  expect(text).toBe('More [1], and [2].');
  expect(end).toMatchObject({ route: 'follow_up', outcome: 'answered' });
  expect(stages).toEqual(['routing', 'reading', 'writing']);
});

test('PY-6b a follow-up does not search, and the model sees what was said', async () => {
  const { searches, messages } = await followUp('Tell me more');
  expect(searches).toEqual([]);
  expect(messages.slice(1, 3)).toEqual([
    { role: 'user', content: 'What is mitosis?' },
    { role: 'assistant', content: 'Cells divide.' },
  ]);
});

test('a follow-up on a new topic searches, with the history in view', async () => {
  const { searches, fetched, end, messages } = await followUp('Elaborate on how this relates to meiosis');
  expect(searches).toEqual([{ query: 'meiosis mitosis', k: 10 }]);
  expect(fetched).toEqual([]);
  expect(end.route).toBe('follow_up');
  expect(messages).toHaveLength(4);
});

test.each<[string, HistoryTurn[], Passage[]]>([
  ['cited nothing', [answered('What is mitosis?', [])], passages],
  ['cited what is gone or out of scope', history, []],
])('a follow-up on an answer that %s searches', async (_, turns, remaining) => {
  const { searches, end } = await followUp('Why?', turns, remaining);
  expect(searches).toEqual([{ query: 'Why? mitosis', k: 10 }]);
  expect(end.route).toBe('follow_up');
});

test('of passages that are gone in part, the rest is used', async () => {
  const { searches, offered } = await followUp('Why?', history, [passageOf(4)]);
  expect(searches).toEqual([]);
  expect(offered).toEqual([4]);
});

test('the last answer counts, not a failed turn behind it', async () => {
  const { offered } = await followUp('Why?', [...history, { question: 'And then it failed?', answer: null }]);
  expect(offered).toEqual([7, 4]);
});

test('a follow-up without an earlier answer is a general question', async () => {
  for (const turns of [[], [{ question: 'It failed?', answer: null }]]) {
    const { searches, end } = await followUp('Tell me more', turns);
    expect(searches).toEqual([{ query: 'Tell me more', k: 12 }]);
    expect(end.route).toBe('general_qa');
  }
});
