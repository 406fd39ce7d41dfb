import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centralSentences, standsAlone } from './central-sentences.ts';
import { lexRank } from './lexrank.ts';

const split = (text: string): string[] => text.split(' ');

describe('LexRank', () => {
  test('ranks highest what most others are near to', () => {
    const { scores, near } = lexRank([
      split('water moves membrane cell'),
      split('water membrane'),
      split('cell membrane'),
      split('football match sunday'),
    ]);
    expect(scores.indexOf(Math.max(...scores))).toBe(0);
    expect(near(0, 1)).toBeGreaterThan(0.3);
    expect(near(0, 3)).toBe(0);
    expect(near(2, 2)).toBe(1);
  });

  test('gives shares of one, and the same for twins', () => {
    const sentences = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(sentences, (terms) => {
        const { scores, near } = lexRank([...terms, terms[0] ?? []]);
        expect(Array.from(scores).every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.000_001);
        if ((terms[0] ?? []).length > 0) expect(scores.at(-1)).toBeCloseTo(scores[0] ?? 0, 4);
        expect(near(0, 1)).toBeLessThanOrEqual(1.000_001);
      }),
    );
  });
});

describe('central sentences', () => {
  const osmosis = [
    'Osmosis moves water through the membrane of a cell.',
    'Water passes the membrane of a cell by osmosis.',
    'A plant cell that loses its water wilts.',
    'The railway was opened in spring.',
  ];

  test('repeat nothing, and stand in the order of the text', async () => {
    const [chosen = []] = await centralSentences([osmosis], 3);
    expect(chosen).toHaveLength(3);
    expect(chosen).toEqual(chosen.toSorted((one, other) => one - other));
    expect(chosen.includes(0) && chosen.includes(1)).toBe(false);
  });

  test('come from every part before one part gets more', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `Osmosis moves water number ${n} through a membrane.`);
    const chosen = await centralSentences(
      [many, ['Mitosis divides a nucleus.'], ['Meiosis halves the chromosomes.']],
      4,
    );
    expect(chosen.map(({ length }) => length).every((length) => length >= 1)).toBe(true);
  });

  test('of very many are found without comparing all with all', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `Sentence ${n % 50} says that word${n} follows word${n + 1}.`);
    const began = performance.now();
    expect((await centralSentences([many], 5))[0]).toHaveLength(5);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

test.each([
  ['Mitosis is the division of a nucleus into two.', true],
  ['„Der Kern teilt sich in zwei gleiche Kerne.“', true],
  ['Cell division', false],
  ['and divides the nucleus into two equal nuclei.', false],
  ['What is the division of a nucleus into two?', false],
  ['1.2 Mitosis ........................ 14.', false],
  ['A = 12, b = 4.5, c = 11, d² = 3.4 + 4 - 3.', false],
])('%s stands alone: %s', (sentence, alone) => {
  expect(standsAlone(sentence)).toBe(alone);
});
