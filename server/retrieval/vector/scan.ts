import { cosine, toBytes, type VectorBlock } from './block.ts';

/** A vector that is near: which block, which of its vectors, and the cosine. */
export interface NearVector {
  block: number;
  index: number;
  cosine: number;
}

/** So many of the nearest in bytes are compared exactly. */
const comparedExactly = 400;

/**
 * The vectors nearest to a query: all of them by whole numbers of a byte, the best 400 of those exactly.
 *
 * @param blocks blocks of another dimension than the query's are passed over
 * @param query  of unit length
 * @returns      at most `count` (≤ 400), nearest first; O(vectors · dimension)
 */
export function scan(blocks: readonly VectorBlock[], query: Float32Array, count: number): NearVector[] {
  const bytes = toBytes(query);
  const best: NearVector[] = [];
  let least = -Infinity;
  for (const [block, { dimension, count: vectors, bytes: all, scales }] of blocks.entries()) {
    if (dimension !== query.length) continue;
    for (let index = 0; index < vectors; index += 1) {
      const near = product(all, index * dimension, bytes) * (scales[index] ?? 0);
      if (near <= least) continue;
      best.push({ block, index, cosine: near });
      if (best.length >= 4 * comparedExactly) least = trim(best, comparedExactly);
    }
  }
  trim(best, comparedExactly);
  for (const found of best) {
    const of = blocks[found.block];
    if (of) found.cosine = cosine(query, of.floats, found.index * of.dimension);
  }
  trim(best, count);
  return best;
}

/** @returns the cosine of the last that stays */
function trim(found: NearVector[], count: number): number {
  found.sort((one, other) => other.cosine - one.cosine || one.block - other.block || one.index - other.index);
  found.splice(count);
  return found.length < count ? -Infinity : (found.at(-1)?.cosine ?? -Infinity);
}

/** Four sums at a time: they need not wait for each other. */
function product(all: Int8Array, from: number, query: Int8Array): number {
  const end = query.length - (query.length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let place = from;
  for (let at = 0; at < end; at += 4, place += 4) {
    first = (first + (all[place] ?? 0) * (query[at] ?? 0)) | 0;
    second = (second + (all[place + 1] ?? 0) * (query[at + 1] ?? 0)) | 0;
    third = (third + (all[place + 2] ?? 0) * (query[at + 2] ?? 0)) | 0;
    fourth = (fourth + (all[place + 3] ?? 0) * (query[at + 3] ?? 0)) | 0;
  }
  let sum = first + second + third + fourth;
  for (let at = end; at < query.length; at += 1, place += 1) sum += (all[place] ?? 0) * (query[at] ?? 0);
  return sum;
}
