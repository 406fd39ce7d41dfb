import { expect, test } from 'vitest';
import { citedSentence } from './cited-sentence.ts';

const cited = (marked: string): string | null => {
  const text = marked.replace('|', '');
  const range = citedSentence(text, marked.indexOf('|'));
  return range === null ? null : text.slice(...range);
};

test.each([
  ['Cells divide. Water moves by osmosis.| It stops.', 'Water moves by osmosis.'],
  ['Cells divide. Water moves by osmosis|, and then it stops.', 'Water moves by osmosis'],
  ['Only one sentence |', 'Only one sentence'],
  ['First.|', 'First.'],
])('%s', (marked, expected) => {
  expect(cited(marked)).toBe(expected);
});

test('a marker with nothing before it supports nothing', () => {
  expect(cited('|Cells divide.')).toBeNull();
});
