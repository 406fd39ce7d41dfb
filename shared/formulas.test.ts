import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFormulas } from './formulas.ts';
import { findMarkers } from './markers.ts';

const shown = (text: string): string[] =>
  findFormulas(text)
    .filter(({ open }) => !open)
    .map(({ tex, display }) => (display ? `display ${tex}` : tex));

test.each([
  ['Energy is $E = mc^2$ [1].', ['E = mc^2']],
  ['So $$a^2 + b^2$$ and $c$.', ['display a^2 + b^2', 'c']],
  ['Or \\(x_1\\), or \\[\\frac{a}{b}\\].', ['x_1', 'display \\frac{a}{b}']],
  ['$$\na\n= b\n$$', ['display \na\n= b\n']],
  ['$\\$5$', ['\\$5']],
  ['$2\\pi r$', ['2\\pi r']],
])('%s has formulas', (text, formulas) => {
  expect(shown(text)).toEqual(formulas);
});

test.each([
  'It costs $5 and $10.',
  'Between $5–$10, or US$ 3.',
  'As \\[12\\] says, and \\[1, 3].',
  '`$x$` and\n```\n$$x$$\n```',
  'It costs $a\nand $b',
  'https://x.y/$a$b',
])('%s has none', (text) => {
  expect(shown(text)).toEqual([]);
});

test('a formula that the text breaks off is open', () => {
  expect(findFormulas('So $x + y')).toMatchObject([{ start: 3, end: 9, tex: 'x + y', open: true }]);
  expect(findFormulas('So $$x$')).toMatchObject([{ open: true, display: true }]);
});

test('no marker lies in a formula', () => {
  const parts = fc.constantFrom('$', '$$', '\\(', '\\)', '\\[', '\\]', ' ', 'x', '5', '[1]', '\n', '`', '^', ']', '(');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (all) => {
      const text = all.join('');
      for (const formula of findFormulas(text)) {
        expect(text.slice(formula.start, formula.end)).toBe(formula.source);
        for (const { start } of findMarkers(text)) {
          expect(start < formula.start || start >= formula.end).toBe(true);
        }
      }
    }),
  );
});
