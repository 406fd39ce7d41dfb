import { expect, test } from 'vitest';
import { contentWords, detectLanguage, sameStem, wordsOf } from './language.ts';

test.each([
  ['What is mitosis?', 'en'],
  ['Explain osmosis', 'en'],
  ['Was ist Mitose?', 'de'],
  ['Wie funktioniert die Zellteilung?', 'de'],
  ['Qu’est-ce que la mitose ?', 'fr'],
  ['Comment fonctionne la division cellulaire ?', 'fr'],
  ['¿Qué es la mitosis?', 'es'],
  ['Explica cómo se divide una célula', 'es'],
  ['mitosis', 'en'],
  ['', 'en'],
])('%s is %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

test('content words are what a question is about', () => {
  expect(contentWords('What is the role of the cell membrane in a cell?')).toEqual(['role', 'cell', 'membrane']);
  expect(contentWords('Qu’est-ce que l’énergie ?')).toEqual(['energie']);
  expect(contentWords('Why?')).toEqual([]);
});

test('words are folded and elisions split', () => {
  expect(wordsOf('L’Été, don’t 3.5 déjà-vu')).toEqual(['l', 'ete', 'don', 't', '3.5', 'deja', 'vu']);
});

test.each([
  ['cell', 'cells', true],
  ['photosynthesis', 'photosynthetic', true],
  ['Zelle', 'Zellen', true],
  ['memory', 'memories', true],
  ['cat', 'cats', false],
  ['mitosis', 'meiosis', false],
  ['cell', 'cellulosesynthase', false],
])('%s and %s: %s', (one, other, same) => {
  expect(sameStem(one, other)).toBe(same);
});
