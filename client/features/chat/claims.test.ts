import { expect, test } from 'vitest';
import { claimsOf } from './claims.ts';

test('a footnote supports the sentence before its first marker', () => {
  const text = 'Water moves. It crosses the membrane [1][2].\n\n- Cells divide [3], again and again [1].';
  expect([...claimsOf(text)]).toEqual([
    [1, 'It crosses the membrane'],
    [2, 'It crosses the membrane [1]'],
    [3, '- Cells divide'],
  ]);
});
