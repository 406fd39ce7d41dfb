import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markWords } from './mark-words.ts';

test('words that begin like what is searched for are marked, whatever their case and ending', () => {
  expect(markWords('Water passes membranes of cells.', 'MEMBRANE water')).toEqual([
    '',
    'Water',
    ' passes ',
    'membranes',
    ' of cells.',
  ]);
});

test('a short word is not found inside others', () => {
  expect(markWords('Is it this isthmus?', 'it')).toEqual(['Is ', 'it', ' this isthmus?']);
});

test('nothing that is a word marks nothing', () => {
  expect(markWords('All of it.', '"?!" ')).toEqual(['All of it.']);
});

test('the parts are the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, query) => {
      expect(markWords(text, query).join('')).toBe(text);
    }),
  );
});
