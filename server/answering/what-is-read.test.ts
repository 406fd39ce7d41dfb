import { expect, test } from 'vitest';
import { whatIsRead } from './what-is-read.ts';

const passage = (documentName: string, page: number) => ({
  passageId: `${page}`,
  documentId: documentName,
  documentName,
  page,
  start: 0,
  end: 1,
  text: 'x',
});

test('each document is named once, with its pages in order', () => {
  expect(whatIsRead([passage('Cells', 7), passage('Water', 1), passage('Cells', 3), passage('Cells', 7)])).toBe(
    'Cells, p. 3, 7 · Water, p. 1',
  );
});

test('of many pages it is said how many they are', () => {
  expect(whatIsRead([9, 2, 4, 7].map((page) => passage('Cells', page)))).toBe('Cells, 4 pages');
});

test('of many documents the first two are named', () => {
  expect(whatIsRead(['A', 'B', 'C', 'D'].map((name) => passage(name, 1)))).toBe('A, p. 1 · B, p. 1 · 2 more');
});
