import { expect, test } from 'vitest';
import { createTriggerIndex, isNearWord } from './near-word.ts';

test.each([
  ['summary', 'summary', true],
  ['sumary', 'summary', true],
  ['summmary', 'summary', true],
  ['summery', 'summary', true],
  ['smumary', 'summary', true],
  ['sumarise', 'summarise', true],
  ['zusamenfasung', 'zusammenfassung', true],
  ['qoute', 'quote', true],
  ['quot', 'quote', true],
  ['quotte', 'quote', true],
  ['tel', 'tell', true],
  ['quite', 'quote', false],
  ['quota', 'quote', false],
  ['quoted', 'quotes', false],
  ['guild', 'guide', false],
  ['gust', 'gist', false],
  ['wry', 'why', false],
  ['mummary', 'summary', false],
  ['summarizes1', 'summarizes', false],
  ['sumatra', 'summary', false],
])('%s for %s: %s', (word, trigger, isNear) => {
  expect(isNearWord(word, trigger)).toBe(isNear);
});

test('a word may be meant for several triggers; a small word only for itself', () => {
  const triggersFor = createTriggerIndex(['quote', 'quotes', 'them', 'the'], (word) => word === 'the');
  expect(triggersFor('quotes')).toEqual(['quotes']);
  expect(triggersFor('quotess')).toEqual(['quotes']);
  expect(triggersFor('the')).toEqual(['the']);
  expect(triggersFor('thm')).toEqual(['them']);
  expect(triggersFor('')).toEqual([]);
});
