import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuse } from './fuse.ts';

const ranking = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), { maxLength: 12 });
const fused = (rankings: string[][]) => fuse(rankings, (item) => item);

test('of one ranking its order stays', () => {
  fc.assert(
    fc.property(ranking, (only) => {
      expect(fused([only]).map(({ item }) => item)).toEqual(only);
      expect(fused([only, []]).map(({ item }) => item)).toEqual(only);
    }),
  );
});

test('nothing is lost or doubled, and what both rank higher stands higher', () => {
  fc.assert(
    fc.property(ranking, ranking, (one, other) => {
      const order = fused([one, other]).map(({ item }) => item);
      expect(new Set(order)).toEqual(new Set([...one, ...other]));
      expect(order).toHaveLength(new Set(order).size);
      for (const [at, item] of one.entries()) {
        for (const below of one.slice(at + 1)) {
          if (!other.includes(item) || other.indexOf(item) > other.indexOf(below)) continue;
          expect(order.indexOf(item)).toBeLessThan(order.indexOf(below));
        }
      }
    }),
  );
});

test('scores are sums of reciprocal ranks', () => {
  expect(
    fused([
      ['a', 'b'],
      ['b', 'c'],
    ]),
  ).toEqual([
    { item: 'b', score: 1 / 5 + 1 / 4 },
    { item: 'a', score: 1 / 4 },
    { item: 'c', score: 1 / 5 },
  ]);
});
