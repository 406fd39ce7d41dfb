import { expect, test } from 'vitest';
import { readDocument, readSource } from './source-search.ts';

const doc = 'abcdef0123456789abcdef01';

test('a whole source is read', () => {
  expect(readSource({ doc, page: 3, start: 10, end: 20, other: 'x' })).toEqual({ doc, page: 3, start: 10, end: 20 });
});

test('what is not right is left out', () => {
  expect(readSource({ doc: '../../etc', page: 3 })).toEqual({});
  expect(readSource({ doc, page: 0 })).toEqual({ doc });
  expect(readSource({ doc, page: '3' })).toEqual({ doc });
  expect(readSource({ doc, page: 2, start: 20, end: 20 })).toEqual({ doc, page: 2 });
  expect(readSource({ page: 2 })).toEqual({});
});

test('the chat of a document is read with the place that is shown', () => {
  expect(readDocument({ chat: doc, page: 2, start: 1, end: 4, doc })).toEqual({ chat: doc, page: 2, start: 1, end: 4 });
  expect(readDocument({ chat: 'no', page: 2, end: 4 })).toEqual({ page: 2 });
});
