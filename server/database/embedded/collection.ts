import { ObjectId } from 'mongodb';
import type { Change } from './changes.ts';
import { EmbeddedCursor } from './cursor.ts';
import { type Doc, isDoc, isList } from './document.ts';
import type { Engine, Found } from './engine.ts';
import { invalidArgument } from './errors.ts';
import { FindCursor } from './find-cursor.ts';
import { createIndex, dropIndex, listIndexes } from './index-admin.ts';
import { normalize } from './normalize.ts';
import { readCount, readFilter, readOptions, readPipeline, readReplacement, readUpdate } from './options.ts';
import { sortFields } from './query/sort.ts';
import { aggregateResults, findResults, type Namespace } from './reading.ts';
import {
  deleteMatching,
  insertAll,
  type OneChange,
  type Selection,
  updateFirst,
  updateMatching,
  type UpdateResult,
} from './writing.ts';

type InsertedMany = { acknowledged: true; insertedCount: number; insertedIds: Doc };
type Deleted = { acknowledged: true; deletedCount: number };

const UPDATE = ['upsert', 'arrayFilters', 'sort'];
const FIND_AND = [...UPDATE, 'returnDocument', 'includeResultMetadata'];

/**
 * The driver's Collection, as far as Prisma, better-auth and this application use it. Each write is done before the
 * call returns and acknowledged once it is on the disk; options that are not supported throw.
 */
export class EmbeddedCollection {
  readonly #engine: Engine;
  readonly #at: Namespace;

  constructor(engine: Engine, at: Namespace) {
    this.#engine = engine;
    this.#at = at;
  }

  get collectionName(): string {
    return this.#at.name;
  }

  /** Adds `_id` to the document it is given, as the driver does. */
  async insertOne(doc: unknown, options?: unknown): Promise<{ acknowledged: true; insertedId: unknown }> {
    readOptions(options, []);
    const own = withId(doc);
    await this.#engine.store.write(() => {
      this.#engine.documents.insert(this.#engine.catalog.demand(this.#at.database, this.#at.name), own);
    });
    return { acknowledged: true, insertedId: own['_id'] };
  }

  /** All or nothing, unless `ordered: false`. @throws MongoBulkWriteError */
  async insertMany(docs: unknown, options?: unknown): Promise<InsertedMany> {
    const { ordered = true } = readOptions(options, ['ordered']);
    if (!isList(docs)) throw invalidArgument('Argument "docs" must be an array of documents');
    const own = docs.map(withId);
    await insertAll(this.#engine, this.#at, own, ordered !== false);
    const insertedIds = Object.fromEntries(own.map((doc, at) => [at, doc['_id']]));
    return { acknowledged: true, insertedCount: own.length, insertedIds };
  }

  find(filter?: unknown, options?: unknown): FindCursor {
    const read = readFilter(filter);
    const given = readOptions(options, ['sort', 'skip', 'limit', 'projection']);
    const start = {
      sort: given['sort'],
      projection: given['projection'],
      skip: readCount(given, 'skip', 0),
      limit: readCount(given, 'limit', 0),
    };
    return new FindCursor(start, (chosen) => findResults(this.#engine, this.#at, read, chosen), this.#settled);
  }

  async findOne(filter?: unknown, options?: unknown): Promise<Doc | null> {
    return (await this.find(filter, options).limit(1).toArray())[0] ?? null;
  }

  aggregate(pipeline: unknown = [], options?: unknown): EmbeddedCursor<Found> {
    readOptions(options, ['allowDiskUse']);
    const stages = readPipeline(pipeline);
    return new EmbeddedCursor(() => aggregateResults(this.#engine, this.#at, stages), this.#settled);
  }

  async countDocuments(filter?: unknown, options?: unknown): Promise<number> {
    const given = readOptions(options, ['skip', 'limit']);
    const [skip, limit] = [readCount(given, 'skip', 0), readCount(given, 'limit', Infinity)];
    const read = readFilter(filter);
    if (Object.keys(read).length > 0)
      return counted(this.aggregate([{ $match: read }, { $count: 'count' }]), skip, limit);
    await this.#settled();
    return clamp(this.#engine.count(this.#engine.catalog.find(this.#at.database, this.#at.name)), skip, limit);
  }

  async updateOne(filter: unknown, update: unknown, options?: unknown): Promise<UpdateResult> {
    const { which, what } = this.#update(filter, update, readOptions(options, UPDATE));
    return updateMatching(this.#engine, this.#at, which, what, false);
  }

  async updateMany(filter: unknown, update: unknown, options?: unknown): Promise<UpdateResult> {
    const { which, what } = this.#update(filter, update, readOptions(options, ['upsert', 'arrayFilters']));
    return updateMatching(this.#engine, this.#at, which, what, true);
  }

  async replaceOne(filter: unknown, replacement: unknown, options?: unknown): Promise<UpdateResult> {
    const which = selection(filter, readOptions(options, ['upsert', 'sort']));
    return updateMatching(
      this.#engine,
      this.#at,
      which,
      { kind: 'replace', replacement: readReplacement(replacement) },
      false,
    );
  }

  async findOneAndUpdate(filter: unknown, update: unknown, options?: unknown): Promise<Doc | null> {
    const given = readOptions(options, FIND_AND);
    const { which, what } = this.#update(filter, update, given);
    return this.#answer(await updateFirst(this.#engine, this.#at, which, what), given);
  }

  async findOneAndReplace(filter: unknown, replacement: unknown, options?: unknown): Promise<Doc | null> {
    const given = readOptions(options, ['upsert', 'sort', 'returnDocument', 'includeResultMetadata']);
    const what: Change = { kind: 'replace', replacement: readReplacement(replacement) };
    return this.#answer(await updateFirst(this.#engine, this.#at, selection(filter, given), what), given);
  }

  async findOneAndDelete(filter: unknown, options?: unknown): Promise<Doc | null> {
    const given = readOptions(options, ['sort', 'includeResultMetadata']);
    const [before = null] = await this.#delete(filter, given['sort'], false);
    return this.#answer({ before, after: null, inserted: false }, given);
  }

  async deleteOne(filter: unknown, options?: unknown): Promise<Deleted> {
    readOptions(options, []);
    return { acknowledged: true, deletedCount: (await this.#delete(filter, undefined, false)).length };
  }

  async deleteMany(filter: unknown, options?: unknown): Promise<Deleted> {
    readOptions(options, []);
    return { acknowledged: true, deletedCount: (await this.#delete(filter, undefined, true)).length };
  }

  async createIndex(key: unknown, options?: unknown): Promise<string> {
    return createIndex(this.#engine, this.#at, key, readOptions(options, INDEX));
  }

  async createIndexes(indexes: unknown, options?: unknown): Promise<string[]> {
    readOptions(options, []);
    const specs = isList(indexes) ? indexes.filter(isDoc) : [];
    return Promise.all(specs.map(({ key, ...rest }) => createIndex(this.#engine, this.#at, key, rest)));
  }

  listIndexes(): EmbeddedCursor<Doc> {
    const source = (): Doc[] => listIndexes(this.#engine, this.#at);
    return new EmbeddedCursor(() => ({ source: source(), all: false, finish: (indexes) => indexes }), this.#settled);
  }

  async dropIndex(name: string): Promise<Doc> {
    return dropIndex(this.#engine, this.#at, name);
  }

  /** @returns true, also when there was nothing to drop */
  async drop(): Promise<boolean> {
    return this.#engine.store.write(() => {
      const collection = this.#engine.catalog.find(this.#at.database, this.#at.name);
      if (collection !== undefined) this.#engine.catalog.drop(collection);
      return true;
    });
  }

  readonly #settled = (): Promise<void> => this.#engine.store.settled();

  #update(filter: unknown, update: unknown, options: Doc): { which: Selection; what: Change } {
    const read = readUpdate(update);
    const filters = normalize(options['arrayFilters'] ?? [], 'plain');
    const arrayFilters = isList(filters) ? filters : [];
    const what: Change = isList(read)
      ? { kind: 'pipeline', stages: read }
      : { kind: 'operators', update: read, arrayFilters };
    return { which: selection(filter, options), what };
  }

  #delete(filter: unknown, sort: unknown, many: boolean): Promise<Doc[]> {
    return deleteMatching(this.#engine, this.#at, readFilter(filter), sortFields(sort), many);
  }

  #answer({ before, after, inserted }: OneChange, options: Doc): Doc | null {
    const value = options['returnDocument'] === 'after' ? after : before;
    if (options['includeResultMetadata'] !== true) return value;
    const lastErrorObject = {
      n: before === null && !inserted ? 0 : 1,
      updatedExisting: before !== null,
      ...(inserted ? { upserted: after?.['_id'] } : {}),
    };
    return { value, lastErrorObject, ok: 1 };
  }
}

const INDEX = ['name', 'unique', 'sparse', 'partialFilterExpression'];

function selection(filter: unknown, options: Doc): Selection {
  return { filter: readFilter(filter), sort: sortFields(options['sort']), upsert: options['upsert'] === true };
}

function withId(doc: unknown): Doc {
  if (!isDoc(doc)) throw invalidArgument('only a document can be inserted');
  doc['_id'] ??= new ObjectId();
  return doc;
}

async function counted(cursor: EmbeddedCursor<Found>, skip: number, limit: number): Promise<number> {
  return clamp(Number((await cursor.next())?.['count'] ?? 0), skip, limit);
}

const clamp = (count: number, skip: number, limit: number): number => Math.max(0, Math.min(count - skip, limit));
