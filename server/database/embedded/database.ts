import { EmbeddedCollection } from './collection.ts';
import { EmbeddedCursor } from './cursor.ts';
import { type Doc, isDoc } from './document.ts';
import type { Engine } from './engine.ts';
import { serverError, unsupported } from './errors.ts';
import { readOptions } from './options.ts';

/** The driver's Db, as far as it is used. */
export class EmbeddedDatabase {
  readonly databaseName: string;
  readonly #engine: Engine;

  constructor(engine: Engine, name: string) {
    this.#engine = engine;
    this.databaseName = name;
  }

  collection(name: string): EmbeddedCollection {
    return new EmbeddedCollection(this.#engine, { database: this.databaseName, name });
  }

  /** @throws MongoServerError 48 when there is one */
  async createCollection(name: string, options?: unknown): Promise<EmbeddedCollection> {
    readOptions(options, []);
    await this.#engine.store.write(() => {
      if (this.#engine.catalog.find(this.databaseName, name) !== undefined) {
        throw serverError(48, `Collection ${this.databaseName}.${name} already exists.`);
      }
      this.#engine.catalog.demand(this.databaseName, name);
    });
    return this.collection(name);
  }

  listCollections(): EmbeddedCursor<Doc> {
    const source = (): Doc[] =>
      this.#engine.catalog.list(this.databaseName).map(({ name }) => ({ name, type: 'collection', options: {} }));
    const settled = (): Promise<void> => this.#engine.store.settled();
    return new EmbeddedCursor(() => ({ source: source(), all: false, finish: (docs) => docs }), settled);
  }

  async dropDatabase(): Promise<boolean> {
    return this.#engine.store.write(() => {
      for (const collection of this.#engine.catalog.list(this.databaseName)) this.#engine.catalog.drop(collection);
      return true;
    });
  }

  /** Only `{ ping: 1 }`, which asks whether the file can be read. */
  async command(command: unknown): Promise<Doc> {
    const [name = ''] = isDoc(command) ? Object.keys(command) : [];
    if (name !== 'ping') throw unsupported(`the command ${name}`);
    this.#engine.store.get('SELECT count(*) FROM collections');
    return { ok: 1 };
  }
}
