import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Blocks, noBlocks, splitBlocks } from './blocks.ts';

const sample = [
  'A first paragraph [1].',
  '## Heading',
  '- one\n- two [2]\n\n- three',
  '```ts\nconst a = 1;\n\nconst b = 2;\n```',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '1. first\n2. second',
  '> quoted\n> on',
  '$$\na\n- b\n# c\n$$ [3]',
  'It is \\[\nx\n= y\n\\] so.',
  'Last words.',
];

const all = (blocks: Blocks): string[] => [...blocks.settled, ...blocks.open];
const markdown = fc
  .array(fc.constantFrom(...sample), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join('\n\n'));

function grow(text: string, cuts: number[]): Blocks[] {
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  const seen: Blocks[] = [];
  let blocks = noBlocks;
  for (const end of [...ends, text.length]) {
    blocks = splitBlocks(blocks, text.slice(0, end));
    seen.push(blocks);
  }
  return seen;
}

test('blocks concatenate to the text, however it grew', () => {
  fc.assert(
    fc.property(markdown, fc.array(fc.nat(), { maxLength: 40 }), (text, cuts) => {
      expect(all(grow(text, cuts).at(-1) ?? noBlocks).join('')).toBe(text);
    }),
  );
});

test('a settled block never changes', () => {
  fc.assert(
    fc.property(markdown, fc.array(fc.nat(), { maxLength: 40 }), (text, cuts) => {
      const states = grow(text, cuts);
      expect(states.length).toBeGreaterThan(0);
      for (const [at, next] of states.slice(1).entries()) {
        const { settled } = states[at] ?? noBlocks;
        expect(next.settled.slice(0, settled.length)).toEqual(settled);
      }
    }),
  );
});

test('growing letter by letter gives the blocks of reading it whole', () => {
  const text = sample.join('\n\n');
  const grown =
    grow(
      text,
      Array.from(text, (_, at) => at),
    ).at(-1) ?? noBlocks;
  expect(all(grown)).toEqual(all(splitBlocks(noBlocks, text)));
  expect(all(grown).map((raw) => raw.trimEnd())).toEqual(sample);
});

test('an open fence stays one block', () => {
  const text = '```\na\n\nb\n\n- c\n\nd';
  expect(all(splitBlocks(noBlocks, text))).toEqual([text]);
});
