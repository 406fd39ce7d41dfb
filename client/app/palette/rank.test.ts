import { expect, test } from 'vitest';
import { type Entry, rank } from './rank.ts';

const entry = (group: string, label: string, also?: string): Entry => ({
  id: label,
  group,
  label,
  run: () => {},
  ...(also === undefined ? {} : { also }),
});
const entries = [
  entry('Chats', 'The theory of cells'),
  entry('Chats', 'Cells and tissue'),
  entry('Chats', 'Excellence'),
  entry('Actions', 'Dark', 'Appearance theme'),
  entry('Classes', 'Économie'),
];
const found = (query: string): string[] => rank(entries, query).map(({ label }) => label);

test('what begins so comes first, then what has a word that begins so, then what holds it', () => {
  expect(found('cell')).toEqual(['Cells and tissue', 'The theory of cells', 'Excellence']);
});

test('every word must be there, in any order, without regard to accents and case', () => {
  expect(found('CELLS the')).toEqual(['The theory of cells']);
  expect(found('economie')).toEqual(['Économie']);
  expect(found('cells dark')).toEqual([]);
});

test('other words find it too, and groups keep their order', () => {
  expect(found('theme')).toEqual(['Dark']);
  expect(found('')).toEqual(entries.map(({ label }) => label));
});
