import { expect, test } from 'vitest';
import { paragraphsOf } from './paragraphs-of.ts';

test('lines that a page has broken go on, headings and paragraphs begin anew', () => {
  const passage = [
    'today that the sleeping brain also works on what was learned.\n\n',
    'Replay in deep sleep\n',
    'When a rat explores a maze, cells in its hippocampus fire in a certain\norder. In the deep sleep that follows, the same cells fire\ntogether again.',
  ];
  expect(paragraphsOf(passage.join(''))).toEqual(passage);
});

test('the lines of lists and tables stay lines', () => {
  const passage = [
    'Three habits improve the encoding of what is read in a lecture:\n\n',
    '1. Ask why, after each statement that somebody makes, and answer.\n',
    '2. Draw it, as a rough sketch that stands beside the words,\n   which need not be pretty.\n',
    '| Flash cards | answer aloud before turning each of them over |\n',
    '| Past papers | under the conditions of an exam, with a clock |\n',
  ];
  expect(paragraphsOf(passage.join(''))).toEqual(passage);
});

test('short lines, and lines as long as paragraphs are, were meant as they are', () => {
  const slide = ['Ice that flows\n', 'Water that runs to the sea\n', 'Some are deep'];
  expect(paragraphsOf(slide.join(''))).toEqual(slide);
  const long = [`${'A cell divides. '.repeat(20)}\n`, 'And divides again.'];
  expect(paragraphsOf(long.join(''))).toEqual(long);
  expect(paragraphsOf('').join('')).toBe('');
});
