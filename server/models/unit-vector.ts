import { unavailable } from './upstream-error.ts';

/**
 * A vector in the same direction, of length 1.
 *
 * @throws Failure MODEL_UNAVAILABLE for one without a direction
 */
export function toUnitLength(numbers: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const vector = Float32Array.from(numbers);
  let squares = 0;
  for (const number of vector) squares += number * number;
  if (!Number.isFinite(squares) || squares === 0) throw unavailable('a vector without a direction');
  const length = Math.sqrt(squares);
  return vector.map((number) => number / length);
}
