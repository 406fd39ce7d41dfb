import { expect, test } from 'vitest';
import { bind } from './bind.ts';

const nothing = { class: null, document: null };
const inA = { documentId: 'd', classId: 'A' };

test('a document brings its class, a class clears the document, naming nothing keeps what was', () => {
  expect(bind({ classId: null, documentId: null }, { ...nothing, document: inA })).toEqual({
    classId: 'A',
    documentId: 'd',
  });
  expect(bind({ classId: 'A', documentId: 'd' }, { ...nothing, class: { classId: 'B' } })).toEqual({
    classId: 'B',
    documentId: null,
  });
  expect(bind({ classId: 'A', documentId: 'd' }, nothing)).toEqual({ classId: 'A', documentId: 'd' });
});

test('class and document must agree', () => {
  expect(bind({ classId: null, documentId: null }, { class: { classId: 'A' }, document: inA })).toEqual({
    classId: 'A',
    documentId: 'd',
  });
  expect(() => bind({ classId: null, documentId: null }, { class: { classId: 'B' }, document: inA })).toThrow(
    'not in that class',
  );
});
