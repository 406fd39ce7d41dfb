import { describe, expect, test } from 'vitest';
import type { TextLanguage } from './language.ts';
import { termOf } from './terms.ts';
import { fold, wordsOf } from './words.ts';

const stems = (language: TextLanguage, words: string) => new Set(wordsOf(words).map((word) => termOf(word, language)));

describe('forms of a word have one stem, with accents and without', () => {
  test.each([
    ['fr', 'membrane membranes MEMBRANES'],
    ['fr', 'électricité électricités electricite'],
    ['fr', 'mange manges mangée mangees'],
    ['es', 'información informaciones informacion'],
    ['es', 'célula células celula'],
    ['it', 'nazione nazioni'],
    ['pt', 'informação informações informacao'],
    ['nl', 'regering regeringen'],
    ['sv', 'cellerna cellen celler'],
    ['da', 'cellerne celler'],
    ['no', 'cellene celler'],
    ['fi', 'talossa talo taloissa'],
    ['ru', 'клетка клетки клеткой'],
  ] as const)('%s %s', (language, words) => {
    expect(stems(language, words).size).toBe(1);
  });
});

test('only what colours a letter is folded away', () => {
  expect(fold('Ёж ЙОД Ελλάς')).toBe('еж йод ελλασ');
  expect(fold('किताब ด้วย がぎ 한국어')).toBe('किताब ด้วย がぎ 한국어');
  expect(fold('كِتَابٌ مدرسة שָׁלוֹם')).toBe('كتاب مدرسه שלום');
  expect(fold('ﬁnal Ｗｉｄｅ Straße')).toBe('final wide strasse');
});

test('words of scripts without blanks are split as a dictionary says', () => {
  expect(wordsOf('光合作用是植物的过程')).toContain('植物');
  expect(wordsOf('植物は光合成によって成長します')).toContain('光合成');
  expect(wordsOf('การสังเคราะห์ด้วยแสง')).toContain('แสง');
});
