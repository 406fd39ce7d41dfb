/** A document as the driver hands it over: plain objects, arrays and BSON values. */
export type Doc = Record<string, unknown>;

/** True for plain objects only: ObjectId, Date, Binary and arrays are values, not documents. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Array.isArray that does not make the elements `any`. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

/** True for `{ $gt: 5 }`, false for `{ a: 1 }` and `{}`. */
export function hasOperators(value: unknown): value is Doc {
  return isDoc(value) && Object.keys(value).some((key) => key.startsWith('$'));
}
