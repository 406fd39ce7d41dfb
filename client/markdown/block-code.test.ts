import { expect, test } from 'vitest';
import { encodeBlock, withoutCode } from './block-code.ts';
import { decodeFormulas } from './formula-code.ts';
import { decodeMarkers } from './marker-code.ts';

const encodeMarkers = (text: string): string => encodeBlock(text, false);

test('markers come back as numbers between words, each at its word', () => {
  expect(decodeMarkers(encodeMarkers('Water moves [1][2]. It stops [3].'))).toEqual([
    'Water moves',
    1,
    2,
    '. It stops',
    3,
    '.',
  ]);
});

test('several in one bracket are several', () => {
  expect(decodeMarkers(encodeMarkers('Both [1, 3] say so [2–4].'))).toEqual(['Both', 1, 3, ' say so', 2, 3, 4, '.']);
});

test('a blank that makes a list stays', () => {
  expect(encodeMarkers('- [1] says').startsWith('- ')).toBe(true);
  expect(encodeMarkers('one\n2. [1] says')).toContain('2. ');
});

test('code holds no markers, and half brackets of the text stay its own', () => {
  expect(decodeMarkers(encodeMarkers('`a[1]` and ⸢1⸣'))).toEqual(['`a[1]` and ⸢1⸣']);
});

test('what was written can be written back', () => {
  expect(withoutCode(encodeMarkers('x[1, 3]'))).toBe('x[1, 3]');
});

const formulas = (text: string, growing = false): string[] =>
  decodeFormulas(encodeBlock(text, growing))
    .filter((part) => typeof part !== 'string')
    .map(({ tex, display }) => (display ? `alone ${tex}` : tex));

test.each([
  ['Energy is $E=mc^2$ [1].', ['E=mc^2']],
  ['$$a + b$$ [1]', ['alone a + b']],
  ['\\[\n\\frac{a}{b}\n\\]', ['alone \n\\frac{a}{b}\n']],
  ['So $$a$$ is small.', ['a']],
  ['- \\(x\\), \\(y\\)', ['x', 'y']],
  ['> $$\n> a\n> $$', ['alone \n a\n ']],
  ['There are $2n + 1$ of them.', ['2n + 1']],
])('%s holds formulas', (text, expected) => {
  expect(formulas(text)).toEqual(expected);
});

test.each(['$5 and $10', 'from $5-$10', '$5 and 10$ more', '$a and $b', 'It is $ 5 $ or \\[12\\]', '`$x$`', '$ $'])(
  '%s holds none',
  (text) => {
    expect(formulas(text)).toEqual([]);
    expect(encodeBlock(text, false)).toBe(text);
  },
);

test('a formula that is still being written is not shown until it is whole', () => {
  const text = 'It is $\\frac{a}{b}$ here, \\(x\\), $$y$$, $2n$ end';
  const whole = formulas(text);
  for (let length = 1; length <= text.length; length += 1) {
    const written = encodeBlock(text.slice(0, length), true);
    const words = decodeFormulas(written).filter((part) => typeof part === 'string');
    expect(words.join(''), `of ${length} characters`).not.toMatch(/[$\\\d]/);
    expect(whole).toEqual(expect.arrayContaining(formulas(text.slice(0, length), true)));
  }
  expect(formulas(text, true)).toEqual(['\\frac{a}{b}', 'x', 'y', '2n']);
});

test('a footnote stands at its formula', () => {
  expect(decodeMarkers(encodeBlock('So $x$ [1].', false)).at(-1)).toBe('.');
  expect(encodeBlock('So $x$ [1] [2]', false)).not.toMatch(/ \u2E22/);
});

test('a formula may hold what would divide a table', () => {
  expect(formulas('| $|x|$ | $y$ |\n|---|---|')).toEqual(['|x|', 'y']);
});
