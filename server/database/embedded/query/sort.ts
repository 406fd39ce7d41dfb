import { type Doc, isDoc, isList } from '../document.ts';
import { serverError, unsupported } from '../errors.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { sortKey } from '../storage/index-keys.ts';

/** Reads `{ a: 1, b: -1 }`, `'a'`, `[['a', 1]]` or a Map. @throws MongoServerError for any other direction */
export function sortFields(sort: unknown): IndexField[] {
  if (sort === undefined || sort === null) return [];
  if (typeof sort === 'string') return [{ path: sort, direction: 1 }];
  const entries = sort instanceof Map || isList(sort) ? [...sort] : isDoc(sort) ? Object.entries(sort) : [];
  return entries.map((entry: unknown) => {
    const [path, direction] = isList(entry) ? entry : [entry, 1];
    if (isDoc(direction)) throw unsupported('sorting by $meta');
    const turn = direction === 'asc' ? 1 : direction === 'desc' ? -1 : Number(direction);
    if (turn !== 1 && turn !== -1) throw serverError(2, `the sort direction of ${String(path)} must be 1 or -1`);
    return { path: String(path), direction: turn };
  });
}

/** Sorts as an index would: stable, in BSON order. */
export function sorted<Item>(items: Iterable<Item>, fields: IndexField[], docOf: (item: Item) => Doc): Item[] {
  return Array.from(items, (item) => ({ item, key: sortKey(fields, docOf(item)) }))
    .toSorted((left, right) => Buffer.compare(left.key, right.key))
    .map(({ item }) => item);
}

/**
 * Sorts what comes in the order of the first fields already: only what is equal by them has to be put in order, so the
 * first results are there without reading all.
 */
export function* sortedTies<Item>(
  items: Iterable<Item>,
  fields: IndexField[],
  ordered: number,
  docOf: (item: Item) => Doc,
): Generator<Item> {
  const [given, rest] = [fields.slice(0, ordered), fields.slice(ordered)];
  let ties: Item[] = [];
  let key: Buffer | undefined;
  for (const item of items) {
    const own = sortKey(given, docOf(item));
    if (key !== undefined && !own.equals(key)) {
      yield* sorted(ties, rest, docOf);
      ties = [];
    }
    key = own;
    ties.push(item);
  }
  yield* sorted(ties, rest, docOf);
}
