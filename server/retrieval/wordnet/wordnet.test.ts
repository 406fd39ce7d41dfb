import { expect, test } from 'vitest';
import { baseForms } from './base-forms.ts';
import { readSynset } from './synset.ts';
import { wordNet } from './wordnet.ts';

test('a word leads to others of its meaning, narrower and wider ones', async () => {
  const thesaurus = await wordNet();
  const near = (word: string, other: string): number => thesaurus.relatedTo(word).get(other) ?? 0;
  expect(near('plague', 'pestilence')).toBeGreaterThan(0);
  expect(near('automobile', 'car')).toBeGreaterThan(near('automobile', 'ambulance'));
  expect(near('automobile', 'ambulance')).toBeGreaterThan(0);
  expect(near('ambulance', 'car')).toBeGreaterThan(0);
  expect(near('automobile', 'osmosis')).toBe(0);
  for (const nearness of thesaurus.relatedTo('house').values()) expect(nearness).toBeLessThan(1);
});

test('in any inflection, also an irregular one', async () => {
  const thesaurus = await wordNet();
  for (const word of ['buy', 'buys', 'buying', 'bought'])
    expect(thesaurus.relatedTo(word).has('purchase'), word).toBe(true);
  expect(thesaurus.relatedTo('children').has('kid')).toBe(true);
  expect(thesaurus.sensesOf('stopped')).toBeGreaterThan(0);
  expect(baseForms('stopped')).toContain('stop');
});

test('words of many senses are told from words of few; unknown words have none', async () => {
  const thesaurus = await wordNet();
  expect(thesaurus.sensesOf('run')).toBeGreaterThan(30);
  expect(thesaurus.sensesOf('chlorophyll')).toBeLessThan(3);
  for (const word of ['', 'zzgl', 'größe', 'a', '…', '2024', 'toString', 'constructor x']) {
    expect(thesaurus.sensesOf(word)).toBe(0);
    expect(thesaurus.relatedTo(word).size).toBe(0);
  }
});

test('the first and the last words of the files are found too', async () => {
  const thesaurus = await wordNet();
  for (const word of ['aardvark', 'zymurgy', 'abandon', 'zoom', 'zonal', 'aback']) {
    expect(thesaurus.sensesOf(word), word).toBeGreaterThan(0);
  }
});

test('a line of a data file', () => {
  const line =
    '00007846 03 n 02 person 0 individual(a) 0 002 @ 00004475 n 0000 + 00604576 s 0101 | a human being; "there was too much"';
  expect(readSynset(line)).toEqual({
    words: ['person', 'individual'],
    pointers: [
      { kind: '@', part: 'noun', offset: 4475 },
      { kind: '+', part: 'adj', offset: 604_576 },
    ],
  });
});
