import { expect, test } from 'vitest';
import type { Route } from '#shared/turn.ts';
import type { HistoryTurn } from './answer.ts';
import { conversationOf } from './conversation.ts';

const turn = (question: string, route: Route = 'general_qa'): HistoryTurn => ({
  question,
  answer: { content: 'Yes.', outcome: 'answered', route, citations: [] },
});
const failed = (question: string): HistoryTurn => ({ question, answer: null });

test('without an answer there is no talk', () => {
  expect(conversationOf([])).toEqual({ last: null, known: [] });
  expect(conversationOf([failed('What is mitosis?')])).toEqual({ last: null, known: [] });
});

test('the talk is about the last question, and about all that it followed up', () => {
  const history = [
    turn('Who was Kant?'),
    turn('What is mitosis?'),
    turn('Tell me about cyclins', 'follow_up'),
    failed('What is a neuron?'),
    turn('Why?', 'follow_up'),
  ];
  expect(conversationOf(history)).toEqual({
    last: { question: 'Why?', route: 'follow_up', outcome: 'answered' },
    known: ['tell', 'cyclins', 'mitosis'],
  });
});
