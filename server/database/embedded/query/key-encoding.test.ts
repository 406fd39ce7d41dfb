import * as fc from 'fast-check';
import { Binary, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import { expect, test } from 'vitest';
import { compareKeys, compareValues, encodeValue, invert } from './key-encoding.ts';
import { EMPTY_ARRAY } from './type-order.ts';

const scalar = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((id) => new ObjectId(id)),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => new Binary(bytes)),
);
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 3 }), scalar, { maxKeys: 3 }),
);

test('numbers of all kinds sort by their value, exactly', () => {
  const ascending = [
    NaN,
    -Infinity,
    Long.MIN_VALUE,
    -(2 ** 53),
    -1.5,
    -1,
    -Number.MIN_VALUE,
    0,
    Number.MIN_VALUE,
    new Double(0.5),
    1,
    new Int32(2),
    2 ** 53,
    Long.fromString('9007199254740993'),
    Long.fromString('9007199254740994'),
    Long.MAX_VALUE,
    2 ** 63,
    1e300,
    Infinity,
  ];
  const keys = ascending.map(encodeValue);
  expect(keys.toSorted(compareKeys)).toEqual(keys);
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(keys.length);
  expect(encodeValue(-0)).toEqual(encodeValue(new Double(0)));
  expect(encodeValue(Long.fromNumber(5))).toEqual(encodeValue(5));
});

test('strings sort as their UTF-8 bytes do', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      const expected = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(compareValues(left, right)).toBe(expected);
    }),
  );
});

test('types sort in the order of MongoDB', () => {
  const ascending = [
    new MinKey(),
    EMPTY_ARRAY,
    null,
    5,
    'text',
    { a: 1 },
    [1],
    new Binary(Buffer.from('x')),
    new ObjectId(),
    false,
    true,
    new Date(0),
    new Timestamp({ t: 1, i: 1 }),
    /x/,
    new MaxKey(),
  ];
  const keys = ascending.map(encodeValue);
  expect(keys.toSorted(compareKeys)).toEqual(keys);
});

test('no encoding is the beginning of another, so that sequences sort by their parts, in either direction', () => {
  fc.assert(
    fc.property(value, value, value, value, (a, b, c, d) => {
      const [keyA, keyB] = [encodeValue(a), encodeValue(b)];
      const first = Buffer.compare(keyA, keyB);
      expect(keyA.subarray(0, keyB.length).equals(keyB)).toBe(first === 0);
      expect(Buffer.compare(invert(keyA), invert(keyB))).toBe(first === 0 ? 0 : -first);
      const pairs = Buffer.compare(Buffer.concat([keyA, encodeValue(c)]), Buffer.concat([keyB, encodeValue(d)]));
      expect(pairs).toBe(first === 0 ? compareValues(c, d) : first);
    }),
    { numRuns: 500 },
  );
});

test('a type without an order is refused', () => {
  expect(() => encodeValue(new Map())).toThrow(/not supported/);
});
