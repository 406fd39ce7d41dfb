import { Binary, BSONRegExp, Double, Int32, Long, ObjectId, Timestamp } from 'mongodb';
import { isDoc, isList } from '../document.ts';
import { typeTag } from './type-order.ts';

let buffer = Buffer.allocUnsafe(1024);
let length = 0;

function reserve(bytes: number): void {
  if (length + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe((length + bytes) * 2);
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}

function byte(value: number): void {
  reserve(1);
  buffer[length++] = value;
}

function bytes(value: Uint8Array): void {
  reserve(value.length);
  buffer.set(value, length);
  length += value.length;
}

/** Flips a double so that its bytes sort as its value does; NaN first, as in MongoDB. */
function double(value: number): void {
  reserve(8);
  if (Number.isNaN(value)) {
    buffer.fill(0, length, length + 8);
  } else {
    buffer.writeDoubleBE(value === 0 ? 0 : value, length);
    const negative = value < 0;
    if (negative) for (let at = length; at < length + 8; at++) buffer[at] = ~(buffer[at] ?? 0);
    else buffer[length] = (buffer[length] ?? 0) | 0x80;
  }
  length += 8;
}

/** The nearest double, then what a 64-bit integer is above or below it. */
function number(value: number | Long): void {
  const nearest = typeof value === 'number' ? value : value.toNumber();
  double(nearest);
  reserve(2);
  const rest = typeof value === 'number' ? 0 : Number(value.toBigInt() - BigInt(nearest));
  length = buffer.writeUInt16BE(rest + 0x8000, length);
}

/** UTF-8, zero bytes escaped, ended by two zeros: no encoded string is the beginning of another. */
function text(value: string): void {
  const size = Buffer.byteLength(value);
  reserve(size + 2);
  if (value.includes('\0')) {
    for (const unit of Buffer.from(value)) {
      byte(unit);
      if (unit === 0) byte(0xff);
    }
  } else {
    buffer.write(value, length);
    length += size;
  }
  byte(0);
  byte(0);
}

function write(value: unknown): void {
  const tag = typeTag(value);
  byte(tag);
  if (typeof value === 'string') text(value);
  else if (typeof value === 'number') number(value);
  else if (typeof value === 'bigint') number(Long.fromBigInt(value));
  else if (typeof value === 'boolean') byte(value ? 1 : 0);
  else if (typeof value === 'object' && value !== null) writeObject(value);
}

function writeObject(value: object): void {
  if (value instanceof ObjectId) bytes(value.id);
  else if (value instanceof Date) double(value.getTime());
  else if (value instanceof Binary) binary(value.sub_type, value.value());
  else if (value instanceof Uint8Array) binary(0, value);
  else if (value instanceof Timestamp) bytes(Uint8Array.from(value.toBytesBE()));
  else if (value instanceof Long) number(value);
  else if (value instanceof Int32 || value instanceof Double) number(value.valueOf());
  else if (value instanceof RegExp) [value.source, value.flags].forEach(text);
  else if (value instanceof BSONRegExp) [value.pattern, value.options].forEach(text);
  else if (isList(value)) {
    value.forEach(write);
    byte(0);
  } else if (isDoc(value)) {
    for (const [name, item] of Object.entries(value)) {
      byte(typeTag(item));
      text(name);
      write(item);
    }
    byte(0);
  }
}

function binary(subtype: number, content: Uint8Array): void {
  reserve(5);
  length = buffer.writeUInt32BE(content.length, length);
  byte(subtype);
  bytes(content);
}

/**
 * Encodes a value so that comparing bytes compares values in BSON order, across types too, and equal values have equal
 * bytes. No encoding is the beginning of another one, so encodings may be put one after the other.
 *
 * @throws MongoServerError for types without an order here (Decimal128, Code, DBRef)
 */
export function encodeValue(value: unknown): Buffer {
  length = 0;
  write(value);
  return Buffer.from(buffer.subarray(0, length));
}

/** The same bytes with their order turned round, for descending fields. */
export function invert(key: Buffer): Buffer {
  const turned = Buffer.allocUnsafe(key.length);
  for (let at = 0; at < key.length; at++) turned[at] = ~(key[at] ?? 0);
  return turned;
}

/** The order of two encoded keys, for sorting. */
export function compareKeys(left: Buffer, right: Buffer): number {
  return Buffer.compare(left, right);
}

/** Negative, zero or positive, in BSON order. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number' && left === right) return 0;
  return Buffer.compare(encodeValue(left), encodeValue(right));
}
