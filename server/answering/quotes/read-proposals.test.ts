import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProposalReader } from './read-proposals.ts';

function read(text: string): [number | null, string][] {
  const reader = new ProposalReader();
  return [...reader.push(text), ...reader.end()].map(({ passage, words }) => [passage, words]);
}

const plain = ['[3] Mitosis is the division of a nucleus.', '[1] It has four phases, see \\[12\\].'].join('\n');
const expected = [
  [3, 'Mitosis is the division of a nucleus.'],
  [1, 'It has four phases, see \\[12\\].'],
];

describe('proposals are read', () => {
  test('one a line', () => {
    expect(read(plain)).toEqual(expected);
    expect(read(`${plain}\n`)).toEqual(expected);
    expect(read(plain.replaceAll('\n', '\r\n'))).toEqual(expected);
  });

  test.each([
    ['within a code fence', `\`\`\`text\n${plain}\n\`\`\``],
    ['numbered', plain.replace('[3]', '1. [3]').replace('[1]', '2) [1]')],
    ['with bullets and blank lines', `- ${plain.replace('\n', '\n\n* ')}`],
    ['quoted', `> ${plain.replace('\n', '\n> ')}`],
    ['between prose', `Here are some quotations:\n\n${plain}\n\nI hope they help.`],
    ['with a colon', plain.replaceAll(/^\[(\d)\]/gm, '[$1]:')],
    ['with the word', plain.replaceAll(/^\[(\d)\]/gm, 'Passage $1:')],
    ['with the word in brackets', plain.replaceAll(/^\[(\d)\]/gm, '**[passage $1]**')],
    ['with a marker behind', plain.replaceAll(/$/gm, ' [2]')],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(expected);
  });

  test('between quotation marks, with what the model adds', () => {
    expect(read('[3] “Mitosis is division.” (Cells.pdf, page 3)')).toEqual([[3, '“Mitosis is division.”']]);
    expect(read('[3] "He said "no" and left." – Cells.pdf')).toEqual([[3, '"He said "no" and left."']]);
  });

  test('over several lines', () => {
    expect(read('[3] "Mitosis is the divi-\nsion of a nucleus."\n[1] It has four phases.')).toEqual([
      [3, '"Mitosis is the divi-\nsion of a nucleus."'],
      [1, 'It has four phases.'],
    ]);
    expect(read('[3]\nMitosis is the division of a nucleus.')).toEqual([[3, 'Mitosis is the division of a nucleus.']]);
    expect(read('“Mitosis is\ndivision.” [2]')).toEqual([[2, '“Mitosis is\ndivision.”']]);
    expect(read('[3] “never closed\n\n[1] It has phases.')).toEqual([
      [3, '“never closed'],
      [1, 'It has phases.'],
    ]);
  });

  test('within prose, with the number behind them', () => {
    expect(read('The text says “mitosis is division” [3], and also "it has phases" (passage 12).')).toEqual([
      [3, '“mitosis is division”'],
      [12, '"it has phases"'],
    ]);
    expect(read('“Mitosis is division.”')).toEqual([[null, '“Mitosis is division.”']]);
    expect(read('1. „Mitose ist Teilung.“ [2]')).toEqual([[2, '„Mitose ist Teilung.“']]);
  });

  test('as JSON', () => {
    expect(read('{"passage": 3, "quote": "It \\"divides\\" \\u00e0 \\[12\\]"}')).toEqual([
      [3, 'It "divides" à \\[12\\]'],
    ]);
    expect(read('[{"quote": "one", "passage": 2}, {"quote": "two", "passage": 4}]')).toEqual([
      [2, 'one'],
      [4, 'two'],
    ]);
    expect(read('```json\n[\n  {\n    "passage": 3,\n    "quote": "one"\n  }\n]\n```')).toEqual([[3, 'one']]);
  });

  test('an explanation is none', () => {
    const reader = new ProposalReader();
    expect([
      ...reader.push('[1] It has phases.\nExplanation: Cells di'),
      ...reader.push('vide.'),
      ...reader.end(),
    ]).toEqual([{ passage: 1, words: 'It has phases.' }]);
    expect(reader.explanation).toBe('Cells divide.');
  });

  test('what is longer than any quotation is left out', () => {
    expect(read(`[1] ${'word '.repeat(10_000)}\n[2] It has phases.`)).toEqual([[2, 'It has phases.']]);
    expect(read(`[1] “${'word\n'.repeat(10_000)}`)).toEqual([]);
  });
});

test('a proposal comes out with the end of its line', () => {
  const reader = new ProposalReader();
  expect(reader.push('[3] It has phases.')).toEqual([]);
  expect(reader.push('\n')).toEqual([{ passage: 3, words: 'It has phases.' }]);
});

const line = fc.oneof(
  fc.constantFrom(
    ...plain.split('\n'),
    '',
    '```',
    '1. [2] “a b c d”',
    '"open',
    'closed"',
    '{"passage": 1,',
    '"quote": "a b"',
    '[7]',
    'Explanation: x',
  ),
  fc.string({ unit: fc.constantFrom('[', ']', '1', '“', '”', '"', ' ', 'a', '😀', '\\', '{', ':', '\r') }),
);

test('however the text is cut, the same proposals come out', () => {
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(), { maxLength: 30 }), (lines, cuts) => {
      const text = lines.join('\n');
      const ends = [...new Set([...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
      const reader = new ProposalReader();
      const proposals = ends.flatMap((end, index) => reader.push(text.slice(ends[index - 1] ?? 0, end)));
      expect([...proposals, ...reader.end()].map(({ passage, words }) => [passage, words])).toEqual(read(text));
    }),
    { numRuns: 1_000 },
  );
});
