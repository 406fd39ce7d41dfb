import { expect, test } from 'vitest';
import { claimsOf } from './claims.ts';
import { ClaimsReader } from './claims-reader.ts';

test('a text that grows has the claims of reading it whole', () => {
  const text = 'Cells move. Water flows [1].\n\n- It stops [2], and goes [1].\n\nIt is `a[3]` here [3].';
  const reader = new ClaimsReader();
  for (let length = 0; length <= text.length; length += 1) {
    const claims = reader.read(text.slice(0, length), [1, 2, 3]);
    for (const [number, claim] of claims) expect(claimsOf(text).get(number)).toBe(claim);
  }
  expect(reader.read(text, [1, 2, 3])).toEqual(claimsOf(text));
});

test('another text is read anew', () => {
  const reader = new ClaimsReader();
  reader.read('One [1].\n\nTwo [2].', [1, 2]);
  expect(reader.read('Three [1].', [1]).get(1)).toBe('Three');
});
