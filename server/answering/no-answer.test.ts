import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NoAnswerGate } from './no-answer.ts';

function run(pieces: readonly string[]) {
  const gate = new NoAnswerGate();
  const text = pieces.map((piece) => gate.push(piece)).join('') + gate.end();
  return { text, refused: gate.refused };
}

test.each([
  ['NO_ANSWER', '', true],
  ['\n NO_ANSWER\nThe passages say nothing.', '', true],
  ['NO_ANS', 'NO_ANS', false],
  ['NO, it is not.', 'NO, it is not.', false],
  ['The mark is NO_ANSWER.', 'The mark is NO_ANSWER.', false],
  ['', '', false],
])('%j', (input, text, refused) => {
  expect(run([input])).toEqual({ text, refused });
  expect(run(input.split(''))).toEqual({ text, refused });
});

test('it holds only what may still become the mark', () => {
  const gate = new NoAnswerGate();
  expect(['N', 'O', '_', 'way', ' out'].map((piece) => gate.push(piece))).toEqual(['', '', '', 'NO_way', ' out']);
});

test('how the text was cut changes nothing', () => {
  const pieces = fc.array(fc.constantFrom('N', 'O', 'NO', '_', 'ANSWER', 'NO_ANSWER', ' ', '\n', 'x', 'No'), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(pieces, (parts) => {
      expect(run(parts)).toEqual(run([parts.join('')]));
    }),
  );
});
