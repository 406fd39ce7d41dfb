import { isList } from './document.ts';
import { Binary, BSONRegExp, Double, Int32, Long } from 'mongodb';
import { invalidArgument } from './errors.ts';

/**
 * Copies a filter, update or pipeline into the form it would have after a trip over the wire, so that nothing the
 * caller holds is shared: `undefined` becomes null, bytes become Binary, bigint becomes Long.
 *
 * @param numbers 'plain' turns Int32, Double and safe Longs into numbers (as reading does); 'typed' keeps them
 * @throws MongoInvalidArgumentError for functions and symbols
 */
export function normalize(value: unknown, numbers: 'plain' | 'typed'): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'bigint':
      return normalize(Long.fromBigInt(value), numbers);
    case 'function':
    case 'symbol':
      throw invalidArgument(`a ${typeof value} cannot be sent to the database`);
    default:
      return typeof value === 'object' && value !== null ? normalizeObject(value, numbers) : null;
  }
}

function normalizeObject(value: object, numbers: 'plain' | 'typed'): unknown {
  if (isList(value)) return value.map((item) => normalize(item, numbers));
  if (value instanceof Date) return new Date(value);
  if (value instanceof RegExp) return new RegExp(value.source, value.flags.replace(/[gy]/g, ''));
  if (value instanceof BSONRegExp) return new RegExp(value.pattern, value.options);
  if (value instanceof Uint8Array) return new Binary(value);
  if (value instanceof Int32 || value instanceof Double) return numbers === 'plain' ? value.valueOf() : value;
  if (value instanceof Long) return numbers === 'plain' ? plainLong(value) : value;
  if ('_bsontype' in value) return value;
  const entries: Iterable<[unknown, unknown]> = value instanceof Map ? value.entries() : Object.entries(value);
  const copy: Record<string, unknown> = {};
  for (const [key, item] of entries) {
    const name = String(key);
    if (name === '__proto__') Object.defineProperty(copy, name, { ...own, value: normalize(item, numbers) });
    else copy[name] = normalize(item, numbers);
  }
  return copy;
}

const own = { enumerable: true, configurable: true, writable: true };

function plainLong(value: Long): number | Long {
  const plain = value.toNumber();
  return Number.isSafeInteger(plain) ? plain : value;
}
