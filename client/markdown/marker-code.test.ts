import { expect, test } from 'vitest';
import { decodeMarkers, encodeMarkers, withoutCode } from './marker-code.ts';

test('markers come back as numbers between words, each at its word', () => {
  expect(decodeMarkers(encodeMarkers('Water moves [1][2]. It stops [3].'))).toEqual([
    'Water moves',
    1,
    2,
    '. It stops',
    3,
    '.',
  ]);
});

test('several in one bracket are several', () => {
  expect(decodeMarkers(encodeMarkers('Both [1, 3] say so [2–4].'))).toEqual(['Both', 1, 3, ' say so', 2, 3, 4, '.']);
});

test('a blank that makes a list stays', () => {
  expect(encodeMarkers('- [1] says').startsWith('- ')).toBe(true);
  expect(encodeMarkers('one\n2. [1] says')).toContain('2. ');
});

test('code holds no markers, and half brackets of the text stay its own', () => {
  expect(decodeMarkers(encodeMarkers('`a[1]` and ⸢1⸣'))).toEqual(['`a[1]` and ⸢1⸣']);
});

test('what was written can be written back', () => {
  expect(withoutCode(encodeMarkers('x[1, 3]'))).toBe('x[1, 3]');
});
