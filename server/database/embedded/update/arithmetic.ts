import { Double, Int32, Long } from 'mongodb';
import { serverError } from '../errors.ts';

type Kind = 'int' | 'long' | 'double';

const isInt32 = (value: number): boolean => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;

function kindOf(value: unknown): Kind | undefined {
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  if (typeof value === 'number') return isInt32(value) && !Object.is(value, -0) ? 'int' : 'double';
  return undefined;
}

const toBigInt = (value: unknown): bigint => (value instanceof Long ? value.toBigInt() : BigInt(Number(value)));

function toNumber(value: unknown): number {
  return value instanceof Long ? value.toNumber() : Number(value);
}

/**
 * Adds, multiplies or combines two BSON numbers with MongoDB's result types: a double makes a double, a long makes a
 * long, and an int that overflows becomes a long.
 *
 * @throws MongoServerError 14 when one of them is no number, 2 when a 64-bit integer overflows
 */
export function calculate(operator: '$inc' | '$mul', path: string, left: unknown, right: unknown): unknown {
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds.includes(undefined)) throw serverError(14, `Cannot apply ${operator} to a non-numeric value at '${path}'`);
  if (kinds.includes('double')) {
    const [a, b] = [toNumber(left), toNumber(right)];
    return new Double(operator === '$inc' ? a + b : a * b);
  }
  const [a, b] = [toBigInt(left), toBigInt(right)];
  return integer(operator === '$inc' ? a + b : a * b, kinds.includes('long'), `${operator} at '${path}'`);
}

/** `$bit`: and, or, xor of whole numbers. */
export function combineBits(path: string, left: unknown, operation: string, right: unknown): unknown {
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds.some((kind) => kind !== 'int' && kind !== 'long')) {
    throw serverError(14, `Cannot apply $bit to a value that is no integer at '${path}'`);
  }
  const [a, b] = [toBigInt(left), toBigInt(right)];
  const results: Record<string, bigint> = { and: a & b, or: a | b, xor: a ^ b };
  const result = results[operation];
  if (result === undefined) throw serverError(2, `$bit knows and, or, xor, not '${operation}'`);
  return integer(result, kinds.includes('long'), `$bit at '${path}'`);
}

function integer(value: bigint, long: boolean, what: string): unknown {
  if (BigInt.asIntN(64, value) !== value) throw serverError(2, `${what} overflows a 64-bit integer`);
  return long || !isInt32(Number(value)) ? Long.fromBigInt(value) : new Int32(Number(value));
}
