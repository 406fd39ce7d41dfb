import { Binary, BSONRegExp, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import { isDoc, isList } from '../document.ts';
import { unsupported } from '../errors.ts';

/** Stands for `[]` in an index: an array without elements sorts before null. */
export const EMPTY_ARRAY: unique symbol = Symbol('empty array');

/** One byte per type in BSON's comparison order; gaps leave room for bounds between two types. */
const TAG = {
  min: 0x05,
  empty: 0x0a,
  nil: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binary: 0x60,
  objectId: 0x70,
  boolean: 0x80,
  date: 0x90,
  timestamp: 0xa0,
  regex: 0xb0,
  max: 0xf0,
} as const;

/** The type byte of a value: two values are comparable by `$gt` and its like when it is the same. */
export function typeTag(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return TAG.nil;
    case 'number':
    case 'bigint':
      return TAG.number;
    case 'string':
      return TAG.string;
    case 'boolean':
      return TAG.boolean;
    default:
      return value === EMPTY_ARRAY ? TAG.empty : objectTag(value);
  }
}

function objectTag(value: unknown): number {
  if (value === null) return TAG.nil;
  if (value instanceof ObjectId) return TAG.objectId;
  if (value instanceof Date) return TAG.date;
  if (isList(value)) return TAG.array;
  if (value instanceof Binary || value instanceof Uint8Array) return TAG.binary;
  if (value instanceof Timestamp) return TAG.timestamp; // before Long, which it extends
  if (value instanceof Long || value instanceof Int32 || value instanceof Double) return TAG.number;
  if (value instanceof RegExp || value instanceof BSONRegExp) return TAG.regex;
  if (value instanceof MinKey) return TAG.min;
  if (value instanceof MaxKey) return TAG.max;
  if (isDoc(value)) return TAG.object;
  throw unsupported(`comparing a ${Object.prototype.toString.call(value)}`);
}
