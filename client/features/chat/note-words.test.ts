import { expect, test } from 'vitest';
import { noteWords } from './note-words.ts';

const sentence =
  'In 1982 a model explained the timing of sleep by two processes that run side by side, each in its own way.';

test('headings before the text are left out', () => {
  expect(noteWords(`What decides when you sleep\n${sentence}`, '')).toBe(sentence);
  expect(noteWords(`## Mitochondria\n\n${sentence}`, '')).toBe(sentence);
});

test('text that begins at once, in a long line or a sentence, stays whole', () => {
  const broken = 'Sleep pressure is the need for sleep that builds up with every hour awake and falls during\nsleep.';
  expect(noteWords(broken, '')).toBe(broken);
  expect(noteWords('Short.\nThen more.', '')).toBe('Short.\nThen more.');
});

test('nothing but headings stays as it is', () => {
  expect(noteWords('Overview', '')).toBe('Overview');
});

test('the sentence that the answer rests on comes first', () => {
  const quote =
    'Sleep\nA first sentence about something else. Caffeine occupies the receptors for adenosine. More of it.';
  const shown = '… Caffeine occupies the receptors for adenosine. More of it.';
  expect(noteWords(quote, 'Coffee works since caffeine occupies receptors')).toBe(shown);
  expect(noteWords(quote, 'Something else entirely')).toMatch(/^A first sentence/);
});
