import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '#shared/limits.ts';
import { split } from './split.ts';

const readable = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
const pageArbitrary = fc
  .array(
    fc.oneof(
      fc.lorem({ maxCount: 30 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('\n', '\n\n', '. ', ' 👩‍👩‍👧 ', 'x'.repeat(1_500)),
    ),
  )
  .map((parts) => parts.join(' ').toWellFormed());

describe('passages of a page', () => {
  test('lie apart from each other in order, none too long, and hold all that can be read', () => {
    fc.assert(
      fc.property(pageArbitrary, fc.array(fc.nat(3_000)), (text, offsets) => {
        const sections = [...new Set(offsets)]
          .sort((a, b) => a - b)
          .filter((offset) => text.slice(0, offset).isWellFormed());
        const pieces = split(text, sections);
        let end = 0;
        for (const piece of pieces) {
          expect(piece.start).toBeGreaterThanOrEqual(end);
          expect(piece.end - piece.start).toBeLessThanOrEqual(limits.passageChars);
          const passage = text.slice(piece.start, piece.end);
          expect(passage).toBe(passage.trim());
          expect(passage.isWellFormed()).toBe(true);
          expect(readable(passage)).not.toBe('');
          end = piece.end;
        }
        expect(pieces.map((piece) => readable(text.slice(piece.start, piece.end))).join('')).toBe(readable(text));
      }),
      { numRuns: 300 },
    );
  });

  const sentence = 'The mitochondrion makes most of the chemical energy that a cell needs to live. ';

  test('end at sentences, and a line break ends none', () => {
    const text = sentence.replace('chemical ', 'chemical\n').repeat(40);
    const pieces = split(text);
    expect(pieces.length).toBeGreaterThan(2);
    for (const { start, end } of pieces) {
      expect(text.slice(start, end)).toMatch(/^The mitochondrion/);
      expect(text.slice(start, end)).toMatch(/to live\.$/);
    }
  });

  test('are about as long as each other: no crumb at the end', () => {
    for (let sentences = 14; sentences < 60; sentences += 1) {
      const lengths = split(sentence.repeat(sentences)).map(({ start, end }) => end - start);
      expect(Math.min(...lengths)).toBeGreaterThan(0.5 * Math.max(...lengths));
    }
  });

  test('a section begins a passage, a mere title goes with what follows', () => {
    const first = sentence.repeat(4);
    const text = `Chapter 3\n\n${first}\n\nOsmosis\n\n${sentence}`;
    const osmosis = text.indexOf('Osmosis');
    expect(split(text, [0, 11, osmosis]).map(({ start }) => start)).toEqual([0, osmosis]);
  });

  test('a row of a table is not cut, where it fits; lines of a paragraph flow', () => {
    const rows = Array.from({ length: 60 }, (_, index) => `Term ${index}\tand what it means in some ten words`);
    const passages = split(rows.join('\n'));
    expect(passages.length).toBeGreaterThan(1);
    for (const { start, end } of passages) {
      for (const row of rows.join('\n').slice(start, end).split('\n')) expect(rows).toContain(row);
    }
  });

  test('there are none where nothing can be read', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n—\n ...')).toEqual([]);
  });
});
