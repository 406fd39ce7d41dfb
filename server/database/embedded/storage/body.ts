import { BSON } from 'mongodb';
import type { Doc } from '../document.ts';
import { serverError } from '../errors.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** As the driver writes: `undefined` is stored as null. */
export function encodeBody(doc: Doc): Uint8Array {
  const body = BSON.serialize(doc, { ignoreUndefined: false });
  if (body.length > MAX_BYTES) throw serverError(10334, `document of ${body.length} bytes is larger than ${MAX_BYTES}`);
  return body;
}

/** As the driver reads by default: numbers for Int32, Double and safe Longs. */
export function decodeBody(body: Uint8Array): Doc {
  return BSON.deserialize(body);
}

/** With the number types kept, for updates: a Long that is not touched stays one. */
export function decodeTyped(body: Uint8Array): Doc {
  return BSON.deserialize(body, { promoteValues: false, bsonRegExp: true });
}
