import { ObjectId } from 'mongodb';
import { type Doc, isList } from '../document.ts';
import { serverError } from '../errors.ts';
import { valuesAt } from '../query/paths.ts';
import { decodeBody, encodeBody } from './body.ts';
import type { Catalog, Collection, Index } from './catalog.ts';
import { type IndexDefinition, keyPattern } from './index-definition.ts';
import { hasAnyField, type IndexKeys, indexKeys } from './index-keys.ts';
import { bytesOf, integerOf } from './row.ts';
import type { Store } from './store.ts';

const NOTHING: IndexKeys = { keys: [], many: false };

/** Writes documents together with their index entries. Every method is to be called inside `Store.write`. */
export class Documents {
  readonly #store: Store;
  readonly #catalog: Catalog;

  constructor(store: Store, catalog: Catalog) {
    this.#store = store;
    this.#catalog = catalog;
  }

  /** @returns the document's _id, made here if it has none; @throws MongoServerError 11000 */
  insert(collection: Collection, doc: Doc): unknown {
    const { _id = new ObjectId(), ...rest } = doc;
    if (isList(_id)) throw serverError(2, "the '_id' value cannot be of type array");
    const body = encodeBody({ _id, ...rest });
    const stored = decodeBody(body);
    const seq = collection.nextSeq++;
    this.#store.run(`INSERT INTO ${collection.table} (seq, body) VALUES (?, ?)`, seq, body);
    for (const index of collection.indexes) this.#move(collection, index, seq, NOTHING, entries(index, stored), stored);
    return _id;
  }

  /** @throws MongoServerError 11000, or 66 when the _id would change */
  replace(collection: Collection, seq: number, before: Doc, body: Uint8Array): Doc {
    const after = decodeBody(body);
    this.#store.run(`UPDATE ${collection.table} SET body = ? WHERE seq = ?`, body, seq);
    for (const index of collection.indexes) {
      this.#move(collection, index, seq, entries(index, before), entries(index, after), after);
    }
    return after;
  }

  remove(collection: Collection, seq: number, doc: Doc): void {
    for (const index of collection.indexes) this.#move(collection, index, seq, entries(index, doc), NOTHING, doc);
    this.#store.run(`DELETE FROM ${collection.table} WHERE seq = ?`, seq);
  }

  /** Makes an index over what is there; @throws MongoServerError 11000 when it is not unique */
  buildIndex(collection: Collection, definition: IndexDefinition): void {
    const index = this.#catalog.addIndex(collection, definition);
    const page = `SELECT seq, body FROM ${collection.table} WHERE seq > ? ORDER BY seq LIMIT 500`;
    for (let rows = this.#store.all(page, 0); rows.length > 0;) {
      for (const row of rows) {
        const doc = decodeBody(bytesOf(row, 'body'));
        this.#move(collection, index, integerOf(row, 'seq'), NOTHING, entries(index, doc), doc);
      }
      rows = this.#store.all(page, integerOf(rows.at(-1) ?? {}, 'seq'));
    }
  }

  #move(collection: Collection, index: Index, seq: number, before: IndexKeys, after: IndexKeys, doc: Doc): void {
    const gone = before.keys.filter((key) => !after.keys.some((other) => other.equals(key)));
    const added = after.keys.filter((key) => !before.keys.some((other) => other.equals(key)));
    for (const key of gone) this.#store.run(`DELETE FROM ${index.table} WHERE key = ? AND seq = ?`, key, seq);
    for (const key of added) {
      if (index.unique && this.#store.get(`SELECT seq FROM ${index.table} WHERE key = ? LIMIT 1`, key) !== undefined) {
        throw duplicateKey(collection, index, doc);
      }
      this.#store.run(`INSERT INTO ${index.table} (key, seq) VALUES (?, ?)`, key, seq);
    }
    if (after.many && !index.many) this.#catalog.markMany(index);
  }
}

function entries(index: Index, doc: Doc): IndexKeys {
  if (!index.covers(doc) || (index.sparse && !hasAnyField(index.fields, doc))) return NOTHING;
  return indexKeys(index.fields, doc);
}

function duplicateKey(collection: Collection, index: Index, doc: Doc): Error {
  const keyValue = Object.fromEntries(index.fields.map(({ path }) => [path, valuesAt(doc, path)[0] ?? null]));
  const namespace = `${collection.database}.${collection.name}`;
  return serverError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${JSON.stringify(keyValue)}`,
    { keyPattern: keyPattern(index.fields), keyValue },
  );
}
