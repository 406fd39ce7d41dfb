import { expect, test } from 'vitest';
import { withQuotation } from './quotations.ts';

test('a quotation stands below what is written, with a line for the question', () => {
  expect(withQuotation('', 'Water moves.')).toBe('“Water moves.”\n');
  expect(withQuotation('And this?  ', 'Water moves.')).toBe('And this?\n\n“Water moves.”\n');
});

test('a long one is cut between words', () => {
  const cut = withQuotation('', 'water '.repeat(400));
  expect(cut.length).toBeLessThan(1_010);
  expect(cut.endsWith('water…”\n')).toBe(true);
});
