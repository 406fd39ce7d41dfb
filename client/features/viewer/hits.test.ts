import { expect, test } from 'vitest';
import type { PageHit } from '#shared/document.ts';
import { inOrder, nextHit, partsOf } from './hits.ts';

const hit = (page: number, start: number, end = start + 4): PageHit => ({
  documentId: 'd',
  documentName: 'Lake.pdf',
  page,
  start,
  end,
  snippet: '',
});

test('hits are gone through in the order of the document, without that of its name', () => {
  const hits = inOrder([hit(9, 2), hit(1, 0, 0), hit(4, 30), hit(4, 7)]);
  expect(hits.map(({ page, start }) => [page, start])).toEqual([
    [4, 7],
    [4, 30],
    [9, 2],
  ]);
});

test('the first step goes to what comes from the page that is read on, the next ones round and round', () => {
  const hits = [hit(2, 0), hit(4, 0), hit(9, 0)];
  expect(nextHit(hits, null, 3, 1)).toBe(1);
  expect(nextHit(hits, null, 10, 1)).toBe(0);
  expect(nextHit(hits, null, 3, -1)).toBe(0);
  expect(nextHit(hits, null, 1, -1)).toBe(2);
  expect(nextHit(hits, 2, 3, 1)).toBe(0);
  expect(nextHit(hits, 0, 3, -1)).toBe(2);
  expect(nextHit([], null, 3, 1)).toBe(-1);
});

test('a snippet shows what was looked for, in other forms of the word as well', () => {
  const parts = partsOf('Soundings of the lakes; sounding 12.', 'sounding lake');
  expect(parts.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['Soundings', 'lakes', 'sounding']);
  expect(parts.map(({ text }) => text).join('')).toBe('Soundings of the lakes; sounding 12.');
});
