import { describe, expect, test } from 'vitest';
import { claimsOf, heldShare } from './measure.ts';

describe('the claims of an answer', () => {
  const texts = (content: string) => claimsOf(content).map(({ text, numbers }) => [text, numbers]);

  test('are the sentences in front of markers, whichever side of the full stop they stand on', () => {
    expect(texts('Nothing is cited here. Cells divide [1]. Water moves. [2][3] And that is all.')).toEqual([
      ['Cells divide', [1]],
      ['. Water moves.'.slice(2), [2, 3]],
    ]);
  });

  test('are parts of a sentence where it has several', () => {
    expect(texts('Cells divide [1] and water moves [2].')).toEqual([
      ['Cells divide', [1]],
      ['and water moves', [2]],
    ]);
  });

  test('are lines of a list and of a quotation', () => {
    expect(texts('They say:\n\n- “Cells divide.” [1]\n- “Water moves.” [2]')).toEqual([
      ['- “Cells divide.”', [1]],
      ['- “Water moves.”', [2]],
    ]);
    expect(texts('> Cells divide. They do. [1]\n>\n> — Cells.pdf, page 1')).toEqual([['They do.', [1]]]);
  });
});

test('words are held in any form, on any of the pages', () => {
  const pages = ['A cell divides into two.', 'The membranes let water pass.'];
  expect(heldShare('Cells divide', pages)).toBe(1);
  expect(heldShare('The membrane of a cell', pages)).toBe(1);
  expect(heldShare('Cells glow', pages)).toBe(0.5);
  expect(heldShare('It is so', pages)).toBe(1);
});
