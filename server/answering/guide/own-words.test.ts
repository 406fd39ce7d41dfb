import { describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import { passageOf } from '#tests/harness/answering.ts';
import { definedTerm, formulasIn } from './found-in-text.ts';
import { guideInOwnWords } from './own-words.ts';

test.each([
  ['Osmosis is the diffusion of water through a membrane.', 'Osmosis'],
  ['The osmotic pressure is the pressure that stops osmosis.', 'osmotic pressure'],
  ['Die Mitose ist die Teilung eines Kerns.', 'Mitose'],
  ['La mitose désigne une division du noyau.', 'mitose'],
  ['Una célula es la unidad de la vida.', 'célula'],
  ['It is the diffusion of water.', null],
  ['This is a mistake.', null],
  ['Water moves through the membrane.', null],
  ['There are many kinds of cells.', null],
])('%s defines %s', (sentence, term) => {
  expect(definedTerm(sentence)).toBe(term);
});

test.each([
  ['The energy is E = mc²', ['E = mc²']],
  ['F = m · a', ['F = m · a']],
  ['The result = what was to be shown, this is no formula', []],
  ['x = 3\ny = 4', ['x = 3', 'y = 4']],
  ['No formula here.', []],
])('formulas in %j: %j', (text, formulas) => {
  expect(formulasIn(text)).toEqual(formulas);
});

const texts = [
  'Osmosis is the diffusion of water through a membrane. Water moves towards the side where more is dissolved. ' +
    'A plant cell in salty water loses water and wilts.',
  'The osmotic pressure is the pressure that stops osmosis. It grows with what is dissolved in the water.\n\np = cRT',
  'Turgor presses the membrane of a plant cell against its wall. A wilting plant has lost its turgor to the soil.',
];
const guide = await guideInOwnWords(
  texts.map((text, index) => passageOf(index + 1, text)),
  'en',
);

describe('a guide in the documents’ own words', () => {
  test('has its sections in order, each item word for word with the marker of its passage', () => {
    expect(guide.match(/^## .*$/gm)).toEqual([
      '## Overview',
      '## Key concepts',
      '## Definitions',
      '## Notes',
      '## Formulas',
      '## Practice questions',
    ]);
    for (const line of guide.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      const numbers = findMarkers(line).flatMap((marker) => marker.numbers);
      expect(numbers).toHaveLength(1);
      if (/^\d/.test(line)) continue;
      const said = line.replace(/^- (?:\*\*.*?\*\*: )?| \[\d\]$/g, '').replaceAll('`', '');
      expect(texts[(numbers[0] ?? 0) - 1]).toContain(said);
    }
  });

  test('defines, gives formulas, and asks about what it has said', () => {
    expect(guide).toContain('- **osmotic pressure**: The osmotic pressure is the pressure that stops osmosis. [2]');
    expect(guide).toContain('- `p = cRT` [2]');
    const questions = guide.slice(guide.indexOf('## Practice')).match(/^\d\. .*\? \[\d\]$|^\d\. .*$/gm) ?? [];
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.length).toBeLessThanOrEqual(5);
  });

  test('says nothing twice', () => {
    const said = guide
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.replace(/^.*?\*\*: |^- /, ''));
    expect(new Set(said).size).toBe(said.length);
  });

  test('of many pages stays below 1,500 words', async () => {
    const many = Array.from({ length: 200 }, (_, n) =>
      passageOf(n + 1, `${texts[n % 3] ?? ''} Fact ${n} is a fact about water and cells.`),
    );
    expect((await guideInOwnWords(many, 'de')).split(/\s+/).length).toBeLessThan(1_500);
  });
});
