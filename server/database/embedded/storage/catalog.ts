import { BSON } from 'mongodb';
import type { Doc } from '../document.ts';
import { isDoc } from '../document.ts';
import { matcher } from '../query/matcher.ts';
import { defineIndex, type IndexDefinition, keyPattern } from './index-definition.ts';
import { bytesOf, integerOf, textOf } from './row.ts';
import type { Store } from './store.ts';

/** An index with its table; `many` once a document has had several entries in it. */
export type Index = IndexDefinition & { table: string; id: number; many: boolean; covers: (doc: Doc) => boolean };

/** A collection with its table. `nextSeq` numbers documents in the order of insertion. */
export type Collection = {
  id: number;
  database: string;
  name: string;
  table: string;
  indexes: Index[];
  nextSeq: number;
};

const FORMAT = 1;
const ID_INDEX: IndexDefinition = { ...defineIndex({ _id: 1 }, { unique: true }), name: '_id_' };

/** Which collections and indexes there are: tables of SQLite, kept in memory as well. */
export class Catalog {
  readonly #store: Store;
  #collections = new Map<string, Collection>();

  /** @throws Error when the file was written by a newer version */
  constructor(store: Store) {
    this.#store = store;
    const format = integerOf(store.get('PRAGMA user_version') ?? {}, 'user_version');
    if (format > FORMAT) throw new Error(`the embedded database has format ${format}, this version reads ${FORMAT}`);
    if (format === 0) {
      store.define(`BEGIN;
        CREATE TABLE collections (id INTEGER PRIMARY KEY, database TEXT NOT NULL, name TEXT NOT NULL,
          UNIQUE (database, name));
        CREATE TABLE indexes (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, many INTEGER NOT NULL,
          definition BLOB NOT NULL);
        PRAGMA user_version = ${FORMAT};
        COMMIT`);
    }
    this.#load();
    store.onRollback(() => this.#load());
  }

  find(database: string, name: string): Collection | undefined {
    return this.#collections.get(`${database}.${name}`);
  }

  list(database: string): Collection[] {
    return [...this.#collections.values()].filter((collection) => collection.database === database);
  }

  /** Finds or makes a collection; to be called inside a write. */
  demand(database: string, name: string): Collection {
    const known = this.find(database, name);
    if (known !== undefined) return known;
    const sql = 'INSERT INTO collections (database, name) VALUES (?, ?) RETURNING id';
    const id = integerOf(this.#store.get(sql, database, name) ?? {}, 'id');
    const collection: Collection = { id, database, name, table: `documents_${id}`, indexes: [], nextSeq: 1 };
    this.#store.define(`CREATE TABLE ${collection.table} (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)`);
    this.#collections.set(`${database}.${name}`, collection);
    this.addIndex(collection, ID_INDEX);
    return collection;
  }

  drop(collection: Collection): void {
    for (const index of collection.indexes) this.dropIndex(collection, index);
    this.#store.define(`DROP TABLE ${collection.table}`);
    this.#store.run('DELETE FROM collections WHERE id = ?', collection.id);
    this.#collections.delete(`${collection.database}.${collection.name}`);
  }

  /** Makes an index, still empty. */
  addIndex(collection: Collection, definition: IndexDefinition): Index {
    const sql = 'INSERT INTO indexes (collection, many, definition) VALUES (?, 0, ?) RETURNING id';
    const id = integerOf(this.#store.get(sql, collection.id, BSON.serialize(describeIndex(definition))) ?? {}, 'id');
    const index = makeIndex(id, false, definition);
    this.#store.define(
      `CREATE TABLE ${index.table} (key BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, seq)) WITHOUT ROWID`,
    );
    collection.indexes = [...collection.indexes, index];
    return index;
  }

  dropIndex(collection: Collection, index: Index): void {
    this.#store.define(`DROP TABLE ${index.table}`);
    this.#store.run('DELETE FROM indexes WHERE id = ?', index.id);
    collection.indexes = collection.indexes.filter((other) => other !== index);
  }

  markMany(index: Index): void {
    this.#store.run('UPDATE indexes SET many = 1 WHERE id = ?', index.id);
    index.many = true;
  }

  #load(): void {
    const collections = this.#store.all('SELECT id, database, name FROM collections ORDER BY id').map((row) => {
      const id = integerOf(row, 'id');
      const table = `documents_${id}`;
      const indexes = this.#store.all('SELECT id, many, definition FROM indexes WHERE collection = ? ORDER BY id', id);
      const last = this.#store.get(`SELECT coalesce(max(seq), 0) AS seq FROM ${table}`) ?? {};
      return {
        id,
        database: textOf(row, 'database'),
        name: textOf(row, 'name'),
        table,
        indexes: indexes.map(readIndex),
        nextSeq: integerOf(last, 'seq') + 1,
      };
    });
    this.#collections = new Map(collections.map((item) => [`${item.database}.${item.name}`, item]));
  }
}

/** An index as listIndexes shows it. */
export function describeIndex({ name, fields, unique, sparse, partial }: IndexDefinition): Doc {
  return {
    v: 2,
    key: keyPattern(fields),
    name,
    ...(unique && name !== '_id_' ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(partial === null ? {} : { partialFilterExpression: partial }),
  };
}

function readIndex(row: Record<string, unknown>): Index {
  const { key, ...options } = BSON.deserialize(bytesOf(row, 'definition'));
  const definition = defineIndex(isDoc(key) ? key : {}, options);
  return makeIndex(integerOf(row, 'id'), integerOf(row, 'many') === 1, definition);
}

function makeIndex(id: number, many: boolean, definition: IndexDefinition): Index {
  const unique = definition.unique || definition.name === '_id_';
  return { ...definition, unique, id, many, table: `index_${id}`, covers: matcher(definition.partial ?? {}) };
}
