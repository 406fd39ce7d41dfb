import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '#shared/turn.ts';
import type { HistoryTurn } from './answer.ts';
import { historyMessages } from './history.ts';

const turn = (question: string, content: string, outcome: Outcome = 'answered'): HistoryTurn => ({
  question,
  answer: { content, outcome, route: 'general_qa', citations: [] },
});
const written = (history: HistoryTurn[]) => historyMessages(history).map(({ role, content }) => `${role}: ${content}`);

test('questions and answers go in, oldest first, without markers', () => {
  expect(written([turn('One?', 'First [1].'), turn('Two?', 'Second [1][2], `a[1]` \\[3\\].', 'stopped')])).toEqual([
    'user: One?',
    'assistant: First.',
    'user: Two?',
    'assistant: Second, `a[1]` \\[3\\].',
  ]);
});

test('of turns without a hit or with too little context only the question, of failed ones nothing', () => {
  expect(
    written([
      turn('Nothing?', 'I found nothing.', 'no_hit'),
      turn('A quote?', 'About what?', 'needs_context'),
      { question: 'Failed?', answer: null },
      turn('Yes?', 'Yes.'),
    ]),
  ).toEqual(['user: Nothing?', 'user: A quote?', 'user: Yes?', 'assistant: Yes.']);
});

test('a failed turn does not take the place of the newest answer, however long that is', () => {
  const [question, answer] = historyMessages([
    turn('Guide?', 'g'.repeat(9_000)),
    { question: 'Failed?', answer: null },
  ]);
  expect(question?.content).toBe('Guide?');
  expect(answer?.content).toMatch(/^g{3999}…$/);
});

test('the newest turns go in until 2,000 tokens are full', () => {
  const history = ['a', 'b', 'c', 'd'].map((letter) => turn(letter, letter.repeat(3_000)));
  expect(historyMessages(history).map(({ content }) => content.charAt(0))).toEqual(['c', 'c', 'd', 'd']);
});

test('it never exceeds the budget, and always holds the newest turn', () => {
  const turns = fc.array(
    fc.tuple(
      fc.string({ minLength: 1, unit: 'binary', maxLength: 9_000, size: 'max' }),
      fc.string({ maxLength: 9_000, size: 'max' }),
    ),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(turns, (all) => {
      const messages = historyMessages(all.map(([question, content]) => turn(question, content)));
      expect(messages.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(8_000);
      expect(messages.at(-2)?.content.slice(0, 100)).toBe(all.at(-1)?.[0].slice(0, 100));
    }),
    { numRuns: 50 },
  );
});
