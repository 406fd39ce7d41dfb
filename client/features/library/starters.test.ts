import { expect, test } from 'vitest';
import { headingQuestions, pickStarters } from './starters.ts';

test('documents take turns, doubles count once, and the count is kept', () => {
  expect(pickStarters([['a', 'b', 'c'], ['a', 'd'], []], 3)).toEqual(['a', 'b', 'd']);
  expect(pickStarters([], 3)).toEqual([]);
});

test('a heading becomes a question, unless it is one or is none', () => {
  const ask = (heading: string): string => `About ${heading}`;
  expect(headingQuestions(['Deep  sleep', 'Why dream?', '4.2', 'x'.repeat(81), 'Deep sleep'], ask)).toEqual([
    'About Deep sleep',
    'Why dream?',
  ]);
});
