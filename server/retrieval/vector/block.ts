/** The vectors of one document, each exactly and in bytes. */
export interface VectorBlock {
  dimension: number;
  count: number;
  /** `count` vectors of unit length, one after the other */
  floats: Float32Array;
  /** the same in whole numbers from -127 to 127, each vector by a scale of its own */
  bytes: Int8Array;
  scales: Float32Array;
}

/** What a vector takes in memory, in bytes per number: exactly and in a byte. */
export const bytesPerNumber = 5;

/** @param floats vectors of unit length, one after the other */
export function makeBlock(floats: Float32Array, dimension: number): VectorBlock {
  const count = Math.floor(floats.length / dimension);
  const bytes = new Int8Array(count * dimension);
  const scales = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    scales[at] = quantize(floats, bytes, at * dimension, dimension);
  }
  return { dimension, count, floats, bytes, scales };
}

/** A vector in bytes. */
export function toBytes(vector: Float32Array): Int8Array {
  const bytes = new Int8Array(vector.length);
  quantize(vector, bytes, 0, vector.length);
  return bytes;
}

/** @returns what a whole number stands for */
function quantize(floats: Float32Array, bytes: Int8Array, from: number, dimension: number): number {
  let largest = 0;
  for (let at = from; at < from + dimension; at += 1) largest = Math.max(largest, Math.abs(floats[at] ?? 0));
  const scale = largest / 127 || 1;
  for (let at = from; at < from + dimension; at += 1) bytes[at] = Math.round((floats[at] ?? 0) / scale);
  return scale;
}

/** The product of two vectors of unit length: the cosine of the angle between them. */
export function cosine(one: Float32Array, other: Float32Array, from = 0): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[from + at] ?? 0);
  return sum;
}
