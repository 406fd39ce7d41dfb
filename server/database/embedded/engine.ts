import type { Doc } from './document.ts';
import { matcher } from './query/matcher.ts';
import { plan } from './query/plan.ts';
import { scan, type Stored } from './query/scan.ts';
import { sorted, sortedTies } from './query/sort.ts';
import { decodeBody } from './storage/body.ts';
import { Catalog, type Collection } from './storage/catalog.ts';
import { Documents } from './storage/documents.ts';
import type { IndexField } from './storage/index-definition.ts';
import { integerOf } from './storage/row.ts';
import { Store } from './storage/store.ts';

export type Found = Stored & { doc: Doc };
/** A read; unless it is `ordered`, the sort has still to be done with all of it in hand. */
export type Read = { source: Iterable<Found>; ordered: boolean };

/** What collections share: the file, its catalogue, and how documents are found. */
export class Engine {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly documents: Documents;
  /** Documents decoded by reads so far: tests prove with it that an index was used. */
  decoded = 0;

  constructor(path: string) {
    this.store = new Store(path);
    try {
      this.catalog = new Catalog(this.store);
    } catch (error) {
      this.store.close();
      throw error;
    }
    this.documents = new Documents(this.store, this.catalog);
  }

  /** Opens a read of the documents that match; `ordered` says whether they come in the sort's order. Lazy. */
  read(collection: Collection | undefined, filter: Doc, sort: IndexField[], variables: Doc = {}): Read {
    const matches = matcher(filter, variables);
    if (collection === undefined) return { source: [], ordered: true };
    const chosen = plan(collection.indexes, filter, sort, variables);
    const found = this.#matching(scan(this.store, collection, chosen), matches);
    const given = chosen?.ordered ?? 0;
    if (given === sort.length) return { source: found, ordered: true };
    if (given === 0) return { source: found, ordered: false };
    return { source: sortedTies(found, sort, given, ({ doc }) => doc), ordered: true };
  }

  /** The first document that matches, in one synchronous step. */
  first(collection: Collection, filter: Doc, sort: IndexField[]): Found | undefined {
    const { source, ordered } = this.read(collection, filter, sort);
    const found = ordered ? source : sorted(source, sort, ({ doc }) => doc);
    for (const item of found) return item;
    return undefined;
  }

  count(collection: Collection | undefined): number {
    if (collection === undefined) return 0;
    return integerOf(this.store.get(`SELECT count(*) AS count FROM ${collection.table}`) ?? {}, 'count');
  }

  *#matching(candidates: Iterable<Stored>, matches: (doc: Doc) => boolean): Generator<Found> {
    for (const stored of candidates) {
      this.decoded += 1;
      const doc = decodeBody(stored.body);
      if (matches(doc)) yield { ...stored, doc };
    }
  }
}
