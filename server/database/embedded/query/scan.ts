import type { Collection } from '../storage/catalog.ts';
import { bytesOf, integerOf } from '../storage/row.ts';
import type { Store } from '../storage/store.ts';
import type { KeyRange, Plan } from './plan.ts';

/** A stored document with its place in the collection. */
export type Stored = { seq: number; body: Buffer };

const FIRST_PAGE = 16;
const LARGEST_PAGE = 512;

/**
 * Reads the candidates of a plan, or the whole collection in the order of insertion. Reads page by page and holds no
 * open statement between two of them, so the reader may stop or pause anywhere, and writes may happen in a pause: like
 * MongoDB's, such a read is no snapshot. A document is yielded once, even if it moves in the index meanwhile.
 */
export function* scan(store: Store, collection: Collection, plan: Plan | undefined): Generator<Stored> {
  if (plan === undefined) {
    yield* scanCollection(store, collection);
    return;
  }
  const seen = new Set<number>();
  const ranges = plan.reverse ? plan.ranges.toReversed() : plan.ranges;
  for (const range of ranges) {
    for (const stored of scanRange(store, collection, plan, range)) {
      if (seen.has(stored.seq)) continue;
      seen.add(stored.seq);
      yield stored;
    }
  }
}

function* scanCollection(store: Store, collection: Collection): Generator<Stored> {
  const sql = `SELECT seq, body FROM ${collection.table} WHERE seq > ? ORDER BY seq LIMIT ? + 0`;
  for (let size = FIRST_PAGE, last = 0; ; size = Math.min(size * 2, LARGEST_PAGE)) {
    const rows = store.all(sql, last, size);
    for (const row of rows) yield { seq: integerOf(row, 'seq'), body: bytesOf(row, 'body') };
    if (rows.length < size) return;
    last = integerOf(rows.at(-1) ?? {}, 'seq');
  }
}

function* scanRange(store: Store, collection: Collection, plan: Plan, range: KeyRange): Generator<Stored> {
  const direction = plan.reverse ? 'DESC' : 'ASC';
  const sql = `SELECT entry.key AS key, entry.seq AS seq, document.body AS body
    FROM ${plan.index.table} AS entry CROSS JOIN ${collection.table} AS document ON document.seq = entry.seq
    WHERE (entry.key, entry.seq) > (?, ?) AND (entry.key, entry.seq) < (?, ?)
    ORDER BY entry.key ${direction}, entry.seq ${direction} LIMIT ? + 0`;
  let low = { key: range.low, seq: -1 };
  let high = { key: range.high, seq: -1 };
  for (let size = FIRST_PAGE; ; size = Math.min(size * 2, LARGEST_PAGE)) {
    const rows = store.all(sql, low.key, low.seq, high.key, high.seq, size);
    for (const row of rows) yield { seq: integerOf(row, 'seq'), body: bytesOf(row, 'body') };
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    const place = { key: bytesOf(last, 'key'), seq: integerOf(last, 'seq') };
    if (plan.reverse) high = place;
    else low = place;
  }
}
