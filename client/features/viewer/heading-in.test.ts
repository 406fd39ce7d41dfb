import { expect, test } from 'vitest';
import { headingIn } from './heading-in.ts';

const found = (text: string, heading: string | null) => {
  const { line, start, end } = headingIn(text, heading);
  return [text.slice(line, start), text.slice(start, end)];
};

test('a heading is found at the top, with or without signs, and takes the blank lines after it along', () => {
  expect(found('Osmosis\n\nWater moves.', 'Osmosis')).toEqual(['', 'Osmosis\n\n']);
  expect(found('## Osmosis\nWater moves.', 'Osmosis')).toEqual(['## ', 'Osmosis\n']);
  expect(found('Osmosis', 'Osmosis')).toEqual(['', 'Osmosis']);
});

test('it is found below other lines, but not within one', () => {
  expect(found('title: Osmosis\nOsmosis is\n\nOsmosis\n\nWater.', 'Osmosis')).toEqual(['', 'Osmosis\n\n']);
  expect(found('Osmosis is the diffusion of water.', 'Osmosis')).toEqual(['', '']);
});

test('where there is none, nothing is found', () => {
  expect(found('Water moves.', null)).toEqual(['', '']);
  expect(found('Water moves.', '')).toEqual(['', '']);
  expect(found('', 'Osmosis')).toEqual(['', '']);
});
