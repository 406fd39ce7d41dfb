import { expect, test } from 'vitest';
import { statusWords } from './status-words.ts';

test('a reader who waits sees what is read, and which kind of answer is written', () => {
  expect(statusWords(null)).toBe('Sending…');
  expect(statusWords({ type: 'status', stage: 'routing' })).toBe('Reading the question…');
  expect(statusWords({ type: 'status', stage: 'searching', route: 'quote_finding' })).toBe('Looking for quotations…');
  expect(statusWords({ type: 'status', stage: 'writing', route: 'general_qa', detail: 'Cells, p. 3, 7' })).toBe(
    'Reading Cells, p. 3, 7…',
  );
  expect(statusWords({ type: 'status', stage: 'reading', route: 'summary', detail: 'Cells', progress: 0.2 })).toBe(
    'Reading Cells…',
  );
  expect(statusWords({ type: 'status', stage: 'reading', route: 'summary', progress: 1 })).toBe(
    'Putting the parts together…',
  );
});
