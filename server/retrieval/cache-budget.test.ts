import { expect, test } from 'vitest';
import { createCacheBudget } from './cache-budget.ts';

test('what was used least recently gives way, whichever cache it is of', () => {
  const budget = createCacheBudget(100);
  const dropped: string[] = [];
  const keep = (key: string, bytes: number) => budget.keep(key, bytes, () => dropped.push(key));
  keep('words/a', 40);
  keep('vectors/a', 40);
  budget.touch('words/a');
  keep('words/b', 40);
  expect(dropped).toEqual(['vectors/a']);
  keep('vectors/c', 500);
  expect(dropped).toEqual(['vectors/a', 'words/a', 'words/b']);
  keep('words/d', 10);
  expect(dropped).toEqual(['vectors/a', 'words/a', 'words/b', 'vectors/c']);
});

test('what is kept again counts once', () => {
  const budget = createCacheBudget(100);
  const dropped: string[] = [];
  for (let time = 0; time < 5; time += 1) budget.keep('a', 60, () => dropped.push('a'));
  budget.keep('b', 40, () => dropped.push('b'));
  expect(dropped).toEqual([]);
  budget.forget('a');
  budget.keep('c', 60, () => dropped.push('c'));
  expect(dropped).toEqual([]);
});
