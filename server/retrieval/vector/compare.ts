import { cosine } from './block.ts';

/**
 * The cosine of every vector with every other, row by row; 0 where one of the two is not there or is of another model.
 *
 * @param vectors of unit length
 * @returns       that of `one` and `other` at `one * vectors.length + other`; O(vectors² · dimension)
 */
export function compareAll(vectors: readonly (Float32Array | null)[]): Float32Array<ArrayBuffer> {
  const count = vectors.length;
  const cosines = new Float32Array(count * count);
  for (const [one, first] of vectors.entries()) {
    for (let other = 0; other <= one; other += 1) {
      const second = vectors[other];
      if (first === null || !second || first.length !== second.length) continue;
      const found = cosine(first, second);
      cosines[one * count + other] = found;
      cosines[other * count + one] = found;
    }
  }
  return cosines;
}
