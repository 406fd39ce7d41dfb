import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from './language.ts';
import { porter } from './porter.ts';
import { termsOf } from './terms.ts';
import { wordsOf } from './words.ts';

describe('words', () => {
  test('are folded: case, marks, ligatures, width', () => {
    expect(wordsOf('Größe NAÏVE ﬁnal Ｗｉｄｅ Straße')).toEqual(['grosse', 'naive', 'final', 'wide', 'strasse']);
  });

  test('that a line’s end breaks are whole', () => {
    expect(wordsOf('photo-\nsynthesis and well-\nKnown')).toEqual(['photosynthesis', 'and', 'well', 'known']);
  });

  test('of names count whole and in parts, and apostrophes part', () => {
    expect(wordsOf('call file.remove or snake_case')).toEqual([
      'call',
      'file.remove',
      'file',
      'remove',
      'or',
      'snake_case',
      'snake',
      'case',
    ]);
    expect(wordsOf('Darwin’s l’école')).toEqual(['darwin', 'ecole']);
  });

  test('are found in languages that write none apart', () => {
    expect(wordsOf('光合作用是植物').length).toBeGreaterThan(1);
  });

  test('come out of anything', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => wordsOf(text).every((word) => word !== '')));
  });
});

test('the language of a text is told by its small words', () => {
  expect(languageOf(wordsOf('What is the role of the membrane?'))).toBe('en');
  expect(languageOf(wordsOf('Was ist die Rolle der Membran in der Zelle?'))).toBe('de');
  expect(languageOf(wordsOf('Quel est le rôle de la membrane dans une cellule ?'))).toBe('fr');
  expect(languageOf(wordsOf('¿Cuál es el papel de la membrana en una célula?'))).toBe('es');
  expect(languageOf(wordsOf('mitochondria'))).toBeNull();
});

describe('stems', () => {
  // from the sample vocabulary that M. F. Porter gives in his paper, step by step
  test.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['cats', 'cat'],
    ['feed', 'feed'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['bled', 'bled'],
    ['motoring', 'motor'],
    ['sing', 'sing'],
    ['conflated', 'conflat'],
    ['hopping', 'hop'],
    ['falling', 'fall'],
    ['hissing', 'hiss'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['sky', 'sky'],
    ['relational', 'relat'],
    ['conditional', 'condit'],
    ['digitizer', 'digit'],
    ['radically', 'radic'],
    ['vietnamization', 'vietnam'],
    ['operator', 'oper'],
    ['decisiveness', 'decis'],
    ['triplicate', 'triplic'],
    ['electrical', 'electr'],
    ['hopeful', 'hope'],
    ['goodness', 'good'],
    ['revival', 'reviv'],
    ['allowance', 'allow'],
    ['airliner', 'airlin'],
    ['adjustable', 'adjust'],
    ['replacement', 'replac'],
    ['adoption', 'adopt'],
    ['permission', 'permiss'],
    ['effective', 'effect'],
    ['probate', 'probat'],
    ['rate', 'rate'],
    ['controlling', 'control'],
    ['roll', 'roll'],
  ])('%s → %s', (word, stem) => {
    expect(porter(word)).toBe(stem);
  });

  test('are of English texts only, and small words are left out', () => {
    expect(termsOf('The cells were dividing', 'en')).toEqual(['cell', 'divid']);
    expect(termsOf('Die Zellen teilten sich', 'de')).toEqual(['zell', 'teilt']);
    expect(termsOf('cells dividing', null)).toEqual(['cells', 'dividing']);
  });
});
