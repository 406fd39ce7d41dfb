import { expect, test } from 'vitest';
import { headingQuestions, pickStarters } from './starters.ts';

test('documents take turns, doubles count once, and the count is kept', () => {
  expect(pickStarters([['a', 'b', 'c'], ['a', 'd'], []], 3)).toEqual(['a', 'b', 'd']);
  expect(pickStarters([], 3)).toEqual([]);
});

const about = (heading: string): string => `About ${heading}`;
const page = (heading: string | null, body: string) => ({ heading, text: `${heading ?? ''}\n\n${body}` });

test('a heading becomes a question, unless it is one', () => {
  const pages = [
    page('2.1 Deep  sleep', 'Sleep is deep in the first hours.'),
    page('Why dream?', 'To dream is common.'),
  ];
  expect(headingQuestions(pages, about)).toEqual(['About Deep sleep', 'Why dream?']);
});

test('a heading of which its page says nothing makes no question, nor does one that is hardly a heading', () => {
  const pages = [
    page('Aims of the lecture', 'After this lecture you can sleep.'),
    page('4.2', 'Text.'),
    page(null, 'Text.'),
  ];
  expect(headingQuestions(pages, about)).toEqual([]);
});
