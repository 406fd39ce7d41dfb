import { expect, test } from 'vitest';
import { acceptanceIds } from './ids.ts';
import { idsOf, statesOf } from './states.ts';

test('a row of several cases is several ids', () => {
  expect(acceptanceIds).toEqual(expect.arrayContaining(['PY-1a', 'PY-1e', 'ND-3f', 'FE-10', 'FE-6d']));
  expect(new Set(acceptanceIds).size).toBe(acceptanceIds.length);
});

test('ids are read from the beginning of a title only', () => {
  expect(idsOf('CP-02, PY-6a a follow-up, not CP-03')).toEqual(['CP-02', 'PY-6a']);
  expect(idsOf('after CP-02')).toEqual([]);
});

test('a state is the worst of its tests', () => {
  const results = [
    { title: 'CP-01 a', status: 'passed' },
    { title: 'CP-01 b', status: 'failed' },
    { title: 'CP-02 partial (one server): c', status: 'passed' },
    { title: 'CP-03 d', status: 'skipped' },
    { title: 'CP-04 e', status: 'passed' },
  ];
  expect([...statesOf(['CP-01', 'CP-02', 'CP-03', 'CP-04', 'CP-05'], results).values()]).toEqual([
    'failed',
    'partial',
    'skipped',
    'passed',
    'missing',
  ]);
});
