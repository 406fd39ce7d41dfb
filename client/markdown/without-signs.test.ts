import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutSigns } from './without-signs.ts';

test('what is shown until Markdown can be read has the words of an answer without its signs', () => {
  const answer = [
    '## Why we forget',
    '',
    'There are **three causes** [1][2]. A *trace* weakens; `cue` is missing [12].',
    '',
    '- 2 * 3 * 4 stays, and snake_case_names stay',
    '> Said so [3].',
    '```js',
    'let a = 1;',
    '```',
  ].join('\n');
  expect(withoutSigns(answer)).toBe(
    [
      'Why we forget',
      '',
      'There are three causes. A trace weakens; cue is missing.',
      '',
      '- 2 * 3 * 4 stays, and snake_case_names stay',
      'Said so.',
      'let a = 1;',
      '',
    ].join('\n'),
  );
});

test('whatever is written, no letter is lost and it takes no time', () => {
  const letters = (text: string) => text.replaceAll(/[^a-z]/g, '');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '*', '_', '`', '#', '[', '7', ']', '>', '\n') }),
      (text) => {
        const lines = text.replaceAll('```', '');
        expect(letters(withoutSigns(lines))).toBe(letters(lines));
      },
    ),
  );
  for (const piece of ['*', '**', '**a', '[', '`', '_', '__a', '> ', '* a']) {
    const long = piece.repeat(20_000);
    expect(withoutSigns(long).length).toBeLessThanOrEqual(long.length);
  }
});
