import { type Doc, isList } from '../document.ts';
import { serverError } from '../errors.ts';
import { encodeValue, invert } from '../query/key-encoding.ts';
import { valuesAt } from '../query/paths.ts';
import { EMPTY_ARRAY } from '../query/type-order.ts';
import type { IndexField } from './index-definition.ts';

/** The entries a document has in an index; `many` when a field on the way holds several values. */
export type IndexKeys = { keys: Buffer[]; many: boolean };

/** @throws MongoServerError 171 when two fields of the index hold several values each */
export function indexKeys(fields: IndexField[], doc: Doc): IndexKeys {
  let keys: Buffer[] = [Buffer.alloc(0)];
  let many = false;
  for (const { path, direction } of fields) {
    const values = valuesAt(doc, path);
    if (values.length !== 1 || isList(values[0])) {
      if (many) throw serverError(171, `cannot index parallel arrays: ${fields.map((field) => field.path).join(', ')}`);
      many = true;
    }
    const parts = distinct(spread(values).map((value) => directed(encodeValue(value), direction)));
    keys = keys.flatMap((key) => parts.map((part) => (key.length === 0 ? part : Buffer.concat([key, part]))));
  }
  return { keys, many };
}

/** The first value by which a document sorts in this direction: an array by its smallest or its largest element. */
export function sortKey(fields: IndexField[], doc: Doc): Buffer {
  const parts = fields.map(({ path, direction }) => {
    const keys = spread(valuesAt(doc, path)).map((value) => directed(encodeValue(value), direction));
    return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
  });
  return Buffer.concat(parts);
}

/** True where a document has at least one of the fields: only then a sparse index holds it. */
export function hasAnyField(fields: IndexField[], doc: Doc): boolean {
  return fields.some(({ path }) => valuesAt(doc, path).some((value) => value !== undefined));
}

export function directed(key: Buffer, direction: 1 | -1): Buffer {
  return direction === 1 ? key : invert(key);
}

function spread(values: unknown[]): unknown[] {
  const single = values.flatMap((value) => (isList(value) ? (value.length === 0 ? [EMPTY_ARRAY] : value) : [value]));
  return single.length === 0 ? [undefined] : single;
}

function distinct(keys: Buffer[]): Buffer[] {
  return keys.length < 2 ? keys : [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
