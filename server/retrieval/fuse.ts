/** Small, so that what one ranking has first stays before what both have in the middle; chosen on the tuning set. */
const k = 3;

/** What was ranked, with its fused score. */
export interface Fused<T> {
  item: T;
  score: number;
}

/**
 * Joins rankings of the same things by their ranks alone, whatever their scores mean (reciprocal rank fusion, Cormack,
 * Clarke & Büttcher 2009).
 *
 * @param rankings each best first, without doubles
 * @param keyOf    what tells that two items are the same; the first one met stays
 * @returns        all of them, best first; equal ones in the order in which they were met
 */
export function fuse<T>(rankings: readonly (readonly T[])[], keyOf: (item: T) => string): Fused<T>[] {
  const fused = new Map<string, Fused<T>>();
  for (const ranking of rankings) {
    for (const [rank, item] of ranking.entries()) {
      const key = keyOf(item);
      const known = fused.get(key) ?? { item, score: 0 };
      known.score += 1 / (k + rank + 1);
      fused.set(key, known);
    }
  }
  return [...fused.values()].sort((one, other) => other.score - one.score);
}
