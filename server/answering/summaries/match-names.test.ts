import { expect, test } from 'vitest';
import { matchNames } from './match-names.ts';

const things = [
  'Lecture notes week 1.pdf',
  'Lecture notes week 2.pdf',
  'osmosis.txt',
  'Cell_division.md',
  'Biology',
].map((name) => ({ name }));

test.each([
  ['the lecture notes', [], ['Lecture notes week 1.pdf', 'Lecture notes week 2.pdf'], []],
  ['Summarize osmosis.txt please', ['osmosis'], ['osmosis.txt'], []],
  ['Summarise the document on osmosis', ['osmosis'], ['osmosis.txt'], []],
  ['summary of cell division', ['cell', 'division'], ['Cell_division.md'], []],
  [
    'what cell division says about checkpoints',
    ['cell', 'division', 'checkpoints'],
    ['Cell_division.md'],
    ['checkpoints'],
  ],
  ['an overview of biology', ['biology'], ['Biology'], []],
  ['summarise how osmosis bends a leaf', ['osmosis', 'bends', 'leaf'], [], ['osmosis', 'bends', 'leaf']],
  ['summary of photosynthesis', ['photosynthesis'], [], ['photosynthesis']],
  ['summarize my notes for the exam', [], [], []],
  ['summarize this document', [], [], []],
])('%s', (question, topic, meant, left) => {
  const found = matchNames(question, topic, things);
  expect(found.meant.map(({ name }) => name)).toEqual(meant);
  expect(found.left).toEqual(left);
});
