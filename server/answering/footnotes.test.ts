import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import { Footnotes } from './footnotes.ts';

const offered = (number: number): boolean => number >= 1 && number <= 9;

/** Runs a stream; keeps what was announced before each text. */
function run(pieces: readonly string[]) {
  const footnotes = new Footnotes(offered);
  const flows = [...pieces.map((piece) => footnotes.push(piece)), footnotes.end()];
  return {
    text: flows.map((flow) => flow.text).join(''),
    cited: flows.flatMap((flow) => flow.cited),
    flows,
  };
}

describe('PY-10a markers are renumbered in the order of their appearance', () => {
  test.each([
    ['A [3] b [1] c [2].', 'A [1] b [2] c [3].', [3, 1, 2]],
    ['[3][1][2]', '[1][2][3]', [3, 1, 2]],
    ['A [5], again [5], then [2].', 'A [1], again [1], then [2].', [5, 2]],
    ['Both [2, 4] and [4–6].', 'Both [1][2] and [2][3][4].', [2, 4, 5, 6]],
  ])('%s', (input, text, cited) => {
    expect(run([input])).toMatchObject({ text, cited });
  });
});

describe('PY-10b unknown markers go, with the blank before them', () => {
  test.each([
    ['A [99] b.', 'A b.', []],
    ['End [0].', 'End.', []],
    ['A [98] [99] b [2][99].', 'A b [1].', [2]],
    ['Some known [99, 2, 98].', 'Some known [1].', [2]],
    ['\n[99]\n', '\n\n', []],
  ])('%s', (input, text, cited) => {
    expect(run([input])).toMatchObject({ text, cited });
  });
});

test('at most three stand in a row; a fourth is not cited', () => {
  expect(run(['A [1][2][3][4] [5] b [6]'])).toMatchObject({ text: 'A [1][2][3] b [4]', cited: [1, 2, 3, 6] });
  expect(run(['A [1] [2–9]'])).toMatchObject({ text: 'A [1] [2][3]', cited: [1, 2, 3] });
});

test('what is no marker goes out as it is', () => {
  const text = 'a[x] `b[1]` $c[1]$ \\[1\\] [1](https://x.org) [2024] [1, 2, 3, 4, 5, 6, 7] ```\n[1]\n``` [';
  expect(run([text])).toMatchObject({ text, cited: [] });
});

test('a dropped marker never makes a new one of what stood around it', () => {
  for (const input of ['[[99]1]', '[1[99]]', '[[99][99]1]', '[ [99]1]', '[1[99],[99] 2]']) {
    const { text, cited } = run([input]);
    expect(cited).toEqual([]);
    expect(findMarkers(text)).toEqual([]);
  }
});

test('text is passed on at once where nothing is to be decided', () => {
  const footnotes = new Footnotes(offered);
  expect(footnotes.push('Cells').text).toBe('Cells');
  expect(footnotes.push(' divide').text).toBe(' divide');
  expect(footnotes.push(' [').text).toBe('');
  expect(footnotes.push('2]').text).toBe('');
  expect(footnotes.push('.')).toEqual({ cited: [2], text: ' [1].' });
  expect(footnotes.count).toBe(1);
});

test('what no store can hold is replaced, halves of one character are put together', () => {
  expect(run(['a\ud83d', '\ude00b\ud83d', 'c\u0000d\ude00'])).toMatchObject({ text: 'a😀b\ufffdc\ufffdd\ufffd' });
  expect(run(['a\ud83d']).text).toBe('a\ufffd');
});

test('an open code block can be closed', () => {
  const footnotes = new Footnotes(offered);
  footnotes.push('Look:\n~~~~js\na');
  expect(footnotes.openFence).toBe('~~~~');
  footnotes.push('\n~~~~\n');
  expect(footnotes.openFence).toBe('');
});

test('a code block whose closing marks are the last of the text is closed', () => {
  const footnotes = new Footnotes(offered);
  footnotes.push('Look:\n```js\na\n``');
  expect(footnotes.openFence).toBe('```');
  footnotes.push('`');
  expect(footnotes.openFence).toBe('');
});

const shards = [
  '[1]',
  '[2]',
  '[7]',
  '[99]',
  '[0]',
  '[1, 2]',
  '[1–3]',
  '[9, 99]',
  '[12',
  '[',
  ']',
  '](',
  '(',
  ')',
  '1',
  ', ',
  '–',
  ' ',
  '  ',
  '\n',
  '\n\n',
  'a',
  'Zelle',
  '.',
  '😀',
  '\ud83d',
  '\ude00',
  '`',
  '``',
  '```',
  '\n```\n',
  '~~~',
  '\n~~~\n',
  '$',
  '$$',
  '$5',
  '\\',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\$',
  'https://x.org/',
  '<',
  '>',
  '> ',
  '- ',
  '{',
  '=',
  '\t',
  '\r\n',
];
const nesting = ['[', '[99]', '[1]', '1', ']', ' ', '(', ',', '\\', '[98, 99]'];
const textOf = (parts: string[], maxLength: number) =>
  fc.array(fc.constantFrom(...parts), { maxLength }).map((chosen) => chosen.join(''));
const anyText = fc.oneof({ arbitrary: textOf(shards, 40), weight: 2 }, { arbitrary: textOf(nesting, 12), weight: 1 });

/** Cuts a text at random places, within characters and markers too. */
const cutText = fc.tuple(anyText, fc.array(fc.nat(200))).map(([text, places]) => {
  const cuts = [...new Set(places.map((place) => place % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...cuts].map((from, index) => text.slice(from, cuts[index] ?? text.length));
});

test('the output depends on the text only, never on how it was cut', () => {
  fc.assert(
    fc.property(cutText, (pieces) => {
      const whole = run([pieces.join('')]);
      expect(run(pieces)).toMatchObject({ text: whole.text, cited: whole.cited });
      expect(run(pieces.join('').split(''))).toMatchObject({ text: whole.text, cited: whole.cited });
    }),
    { numRuns: 3_000 },
  );
});

test('the markers of the output are the numbers announced, each before its text, in order', () => {
  fc.assert(
    fc.property(cutText, (pieces) => {
      const { flows, text, cited } = run(pieces);
      const numbers = findMarkers(text).flatMap((marker) => marker.numbers);
      expect([...new Set(numbers)]).toEqual(cited.map((_, index) => index + 1));
      expect(new Set(cited).size).toBe(cited.length);
      expect(cited.every(offered)).toBe(true);
      let sent = '';
      let announced = 0;
      for (const flow of flows) {
        announced += flow.cited.length;
        sent += flow.text;
        const highest = Math.max(0, ...findMarkers(sent).flatMap((marker) => marker.numbers));
        expect(highest).toBe(announced);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('at most 24 units are held, and every text that goes out is well-formed', () => {
  fc.assert(
    fc.property(cutText, (pieces) => {
      const footnotes = new Footnotes(offered);
      for (const piece of pieces) expect(footnotes.push(piece).text.isWellFormed()).toBe(true);
      expect(footnotes.end().text.length).toBeLessThanOrEqual(24);
    }),
  );
  const unfinished = new Footnotes(offered);
  expect(unfinished.push('x [1, 2, 3, 4, 5, 6').text).toBe('x');
  expect(unfinished.push(', 7').text).toBe(' [1, 2, 3, 4, 5, 6, 7');
});

test('a megabyte in single units takes linear time', () => {
  const footnotes = new Footnotes(offered);
  const started = performance.now();
  for (let at = 0; at < 200_000; at += 1) for (const unit of ' [1, 2') footnotes.push(unit);
  expect(performance.now() - started).toBeLessThan(5_000);
});
