import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, diversify as diversifyBy } from './diversify.ts';

type Wordy = Candidate & { terms: ReadonlySet<string> };
const diversify = (candidates: readonly Wordy[], count: number) =>
  diversifyBy(candidates, count, ({ terms: one }, { terms: other }) => {
    const shared = one.intersection(other).size;
    return shared / Math.max(1, one.size + other.size - shared);
  });

const candidatesArbitrary = fc
  .array(
    fc.record({
      documentId: fc.constantFrom('a', 'b'),
      page: fc.integer({ min: 1, max: 8 }),
      score: fc.double({ min: 0.01, max: 20, noNaN: true }),
      terms: fc.array(fc.constantFrom('x', 'y', 'z', 'w', 'v')).map((terms): ReadonlySet<string> => new Set(terms)),
    }),
    { maxLength: 30 },
  )
  .map((candidates): Wordy[] => candidates.sort((a, b) => b.score - a.score));

const pageOf = ({ documentId, page }: Candidate): string => `${documentId}/${page}`;

describe('what is put in front', () => {
  test('PY-8d no two front passages are from the same page', () => {
    fc.assert(
      fc.property(candidatesArbitrary, fc.integer({ min: 1, max: 20 }), (candidates, count) => {
        const chosen = diversify(candidates, count);
        const pages = new Set(candidates.map(pageOf)).size;
        const front = chosen.slice(0, Math.min(pages, count));
        expect(new Set(front.map(pageOf)).size).toBe(front.length);
        for (const candidate of front) {
          const best = candidates.find((other) => pageOf(other) === pageOf(candidate));
          expect(candidate).toBe(best);
        }
        expect(chosen).toHaveLength(Math.min(count, candidates.length));
        expect(new Set(chosen).size).toBe(chosen.length);
      }),
    );
  });

  test('the best stays the best', () => {
    fc.assert(
      fc.property(candidatesArbitrary, (candidates) => {
        expect(diversify(candidates, 5)[0]).toBe(candidates[0]);
      }),
    );
  });

  test('of ten or more, one that repeats another comes after one that says something new', () => {
    const candidate = (page: number, score: number, ...terms: string[]): Wordy => ({
      documentId: 'a',
      page,
      score,
      terms: new Set(terms),
    });
    const first = candidate(1, 10, 'cell', 'wall', 'water');
    const same = candidate(2, 9.5, 'cell', 'wall', 'water');
    const fresh = candidate(3, 9, 'salt', 'pressure');
    const others = Array.from({ length: 7 }, (_, index) => candidate(10 + index, 1, `topic ${index}`));
    expect(diversify([first, same, fresh, ...others], 3)).toEqual([first, fresh, same]);
    expect(diversify([first, same, fresh], 3)).toEqual([first, same, fresh]);
  });
});
