import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosine, makeBlock } from './block.ts';
import { scan } from './scan.ts';

/** Vectors of unit length, alike in clusters, from a seed. */
function vectorsOf(count: number, dimension: number, seed: number): Float32Array {
  let state = seed || 1;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32 - 0.5;
  };
  const centres = Array.from({ length: 5 }, () => Float32Array.from({ length: dimension }, random));
  const floats = new Float32Array(count * dimension);
  for (let at = 0; at < count; at += 1) {
    const centre = centres[at % 5] ?? new Float32Array();
    const vector = centre.map((number) => number + random());
    const length = Math.hypot(...vector);
    floats.set(
      vector.map((number) => number / length),
      at * dimension,
    );
  }
  return floats;
}

describe('the nearest vectors', () => {
  test('are those that comparing all exactly finds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.integer({ min: 3, max: 70 }),
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 60 }),
        (seed, dimension, count, wanted) => {
          const floats = vectorsOf(count + 1, dimension, seed);
          const query = floats.slice(0, dimension);
          const parts = [
            floats.slice(dimension, dimension * (1 + (count >> 1))),
            floats.slice(dimension * (1 + (count >> 1))),
          ];
          const blocks = parts.map((part) => makeBlock(part, dimension));
          const all = blocks.flatMap((block, at) =>
            Array.from({ length: block.count }, (_, index) => ({
              block: at,
              index,
              cosine: cosine(query, block.floats, index * dimension),
            })),
          );
          const exact = all.sort((one, other) => other.cosine - one.cosine).slice(0, wanted);
          const found = scan(blocks, query, wanted);
          expect(found.map((near) => near.cosine)).toEqual(exact.map((near) => near.cosine));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('among very many are nearly all of them', () => {
    const dimension = 256;
    const floats = vectorsOf(20_001, dimension, 7);
    const query = floats.slice(0, dimension);
    const block = makeBlock(floats.slice(dimension), dimension);
    const exact = Array.from({ length: block.count }, (_, index) => cosine(query, block.floats, index * dimension));
    const best = exact.toSorted((one, other) => other - one).slice(0, 48);
    expect(scan([block], query, 48).map((near) => near.cosine)).toEqual(best);
  });

  test('of another dimension are passed over, and nothing is found in nothing', () => {
    const query = vectorsOf(1, 8, 3);
    expect(scan([makeBlock(vectorsOf(10, 16, 5), 16)], query, 5)).toEqual([]);
    expect(scan([], query, 5)).toEqual([]);
  });
});
