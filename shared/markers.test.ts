import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkers, findMarkers, removeMarkers } from './markers.ts';

const found = (text: string): string[] => findMarkers(text).map(({ start, end }) => text.slice(start, end));
const numbers = (text: string): number[] => findMarkers(text).flatMap((marker) => marker.numbers);

describe('what is a marker', () => {
  test.each([
    ['Cells divide [1].', [1]],
    ['Both [1][12] and [123]', [1, 12, 123]],
    ['A list [1, 3] and [2,4]', [1, 3, 2, 4]],
    ['A range [1–3] or [4-5] or [1, 3–4]', [1, 2, 3, 4, 5, 1, 3, 4]],
    ['[1]', [1]],
    ['in brackets [[1]]', [1]],
    ['[Note: cells divide [2].]', [2]],
    ['half-open [0, 1) and [1]', [1]],
    ['before a colon [1]: yes', [1]],
    ['costs $5 [1] or $20,000 [2], US$ [3], 3$ [4], $4.50[5]', [1, 2, 3, 4, 5]],
    ['`code` [1] ``a`b`` [2]', [1, 2]],
    ['a lone ` here\nends with its line [1]', [1]],
    ['a formula $x_1$ [1] and \\(y\\) [2] and $$z$$ [3] and \\[w\\] [4]', [1, 2, 3, 4]],
    ['[Mitosis](https://x.org/a_(b)) [1] and [Mitosis](https://x.org/a)[2]', [1, 2]],
    ['https://x.org [1] <https://x.org>[2] (https://x.org)[3]', [1, 2, 3]],
    ['```\ncode\n```\nafter [1]', [1]],
    ['~~~\n```\n~~~\nafter [1]', [1]],
    ['~~struck~~ [1]', [1]],
    ['a \\$ sign, x [1], 5\\$ [2]', [1, 2]],
    ['a backslash \\\\[1]', [1]],
  ])('%s', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });
});

describe('what is none', () => {
  test.each([
    '\\[12\\] and \\[12] and \\[1, 3\\]',
    '[1234] [] [a] [1a] [ 1] [1 ] [1,] [3–1] [-1] [^1] [1, 2, 3, 4, 5, 6, 7]',
    '`a[1]` and ``b`[2]`` and `unclosed [3]',
    '```js\na[1]\n``` not closed here [2]\n',
    '```js\na[1]\n\n~~~\nb[2]',
    '  - ```\n    a[1]\n    ```',
    '> ```\n> a[1]\n> ```',
    'An example: ```js\na[1]\n\nb[2]\n```',
    '~~~ `info` [1]\n[2]\n~~~',
    '$x[1]$ and $[2]$ and $0.5\\cdot a[3]$ and $$a[4]\n[5]$$',
    '\\(x[1]\\) and \\[x[2]\n+ y[3]\\]',
    '[1](https://x.org) and [see [2]](https://x.org)',
    '[text](https://x.org/[1]) and https://x.org/a[2]/b[3]',
    'cut off [1',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

test('prose goes on after code, formulas and links that never close', () => {
  expect(numbers('`open [1]\nnext [2]')).toEqual([2]);
  expect(numbers('$x [1]\nnext [2]')).toEqual([2]);
  expect(numbers('\\(x [1]\nstill [2]\n \t\nnext [3]')).toEqual([3]);
  expect(numbers('[a](b[1] next [2]')).toEqual([2]);
});

test('positions count UTF-16 units', () => {
  expect(findMarkers('😀 [2]x')).toEqual([{ start: 3, end: 6, numbers: [2] }]);
});

test('an escaped source holds no marker, whatever stands in it', () => {
  const piece = fc.constantFrom('[1]', '[1, 2]', '[1–3]', '[12', ']', '[', '`', '$', '\\', ' ', 'a', '\n', '(', '7');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = `Seen [3]: ${pieces.join('')}`.replaceAll('\\[', '[');
      expect(escapeMarkers(text).replaceAll('\\[', '').includes('[3]')).toBe(false);
    }),
  );
  expect(escapeMarkers('see [12], [1, 3], [1–3] and \\[4\\], not [2024] or [a]')).toBe(
    'see \\[12\\], \\[1, 3\\], \\[1–3\\] and \\[4\\], not [2024] or [a]',
  );
  expect(numbers(escapeMarkers('see [12], [1, 3]'))).toEqual([]);
});

test('a bracketed number behind backslashes that escape each other is escaped', () => {
  expect(escapeMarkers('\\\\[12]')).toBe('\\\\\\[12\\]');
  const slashes = fc.array(fc.constantFrom('\\', '[1]', 'a', ' '), { maxLength: 12 });
  fc.assert(
    fc.property(slashes, (pieces) => {
      expect(found(escapeMarkers(pieces.join('')))).toEqual([]);
    }),
  );
});

test('taking markers out takes the blank before each, and nothing in code', () => {
  expect(removeMarkers('Cells divide [1][2]. They `grow[1]` [3]\n[4] So.')).toBe('Cells divide. They `grow[1]`\n So.');
  expect(removeMarkers('None')).toBe('None');
});

test('a megabyte of brackets takes linear time', () => {
  const started = performance.now();
  findMarkers('[1, `$\\'.repeat(150_000));
  findMarkers('['.repeat(1_000_000));
  expect(performance.now() - started).toBeLessThan(3_000);
});
