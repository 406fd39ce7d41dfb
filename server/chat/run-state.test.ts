import { expect, test } from 'vitest';
import { appError } from '#shared/failure.ts';
import { applyEnding } from './run-state.ts';
import type { AnswerRow } from './turn-store.ts';

const answer = (outcome: string): AnswerRow => ({
  runId: 'run',
  content: 'text',
  outcome,
  route: 'general_qa',
  citations: [],
  suggestions: [],
  reaction: null,
  model: null,
  firstTokenMs: null,
  totalMs: 1,
  createdAt: new Date(0),
});
const fresh = { answers: [], current: 0 };
const older = { answers: [answer('answered'), answer('answered')], current: 0 };
const unavailable = appError('MODEL_UNAVAILABLE', 'gone');

test('text is a new version, and it is shown', () => {
  const change = applyEnding(older, { end: 'completed', answer: answer('answered') });
  expect(change).toMatchObject({ status: 'answered', current: 2, error: null, counted: true, end: 'completed' });
});

test('only answered and stopped count', () => {
  const counted = (outcome: string) => applyEnding(fresh, { end: 'completed', answer: answer(outcome) }).counted;
  expect(['answered', 'stopped', 'no_hit', 'needs_context'].map(counted)).toEqual([true, true, false, false]);
});

test('a stop before the first token fails a turn without an answer and leaves one with an answer as it was', () => {
  expect(applyEnding(fresh, { end: 'stopped', answer: null })).toMatchObject({
    status: 'failed',
    error: { code: 'STOPPED' },
    counted: false,
  });
  expect(applyEnding(older, { end: 'stopped', answer: null })).toMatchObject({
    status: 'answered',
    current: 0,
    error: null,
    answer: null,
  });
});

test('a failure keeps the shown version and the error, and stores no text', () => {
  const kept = applyEnding(older, { end: 'failed', error: unavailable });
  expect(kept).toMatchObject({
    status: 'answered',
    current: 0,
    error: { code: 'MODEL_UNAVAILABLE' },
    answer: null,
    counted: false,
  });
  expect(applyEnding(fresh, { end: 'failed', error: unavailable })).toMatchObject({ status: 'failed', answer: null });
});
