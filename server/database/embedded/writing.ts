import { MongoBulkWriteError, MongoServerError } from 'mongodb';
import { change, type Change, insertChanged } from './changes.ts';
import type { Doc } from './document.ts';
import type { Engine, Found } from './engine.ts';
import type { Namespace } from './reading.ts';
import type { IndexField } from './storage/index-definition.ts';

/** Which documents an update is for. */
export type Selection = { filter: Doc; sort: IndexField[]; upsert: boolean };

/** The driver's answer to updateOne, updateMany and replaceOne. */
export type UpdateResult = {
  acknowledged: true;
  matchedCount: number;
  modifiedCount: number;
  upsertedCount: 0 | 1;
  upsertedId: unknown;
};

/** What findOneAnd… did: documents as they were and as they are. */
export type OneChange = { before: Doc | null; after: Doc | null; inserted: boolean };

/** Inserts all documents or none; with `ordered: false` each stands alone, and the failures are reported together. */
export function insertAll(engine: Engine, at: Namespace, docs: Doc[], ordered: boolean): Promise<void> {
  if (!ordered) return insertSeparately(engine, at, docs);
  return engine.store.write(() => {
    const collection = engine.catalog.demand(at.database, at.name);
    for (const [index, doc] of docs.entries()) {
      try {
        engine.documents.insert(collection, doc);
      } catch (error) {
        throw error instanceof MongoServerError ? bulkError([{ index, error }], []) : error;
      }
    }
  });
}

async function insertSeparately(engine: Engine, at: Namespace, docs: Doc[]): Promise<void> {
  const outcomes = await Promise.allSettled(
    docs.map((doc) =>
      engine.store.write(() => engine.documents.insert(engine.catalog.demand(at.database, at.name), doc)),
    ),
  );
  const inserted = docs.filter((_, index) => outcomes[index]?.status === 'fulfilled');
  const refused = outcomes.flatMap((outcome, index) => {
    if (outcome.status === 'fulfilled') return [];
    const error: unknown = outcome.reason;
    if (error instanceof MongoServerError) return [{ index, error }];
    throw error;
  });
  if (refused.length > 0) throw bulkError(refused, inserted);
}

/** As the driver throws it: with the code and key of the first failure, all of them in `writeErrors`. */
function bulkError(failures: { index: number; error: MongoServerError }[], inserted: Doc[]): Error {
  const [first] = failures;
  if (first === undefined) throw new RangeError('a bulk error needs a failure');
  const insertedIds = Object.fromEntries(inserted.map((doc, index) => [index, doc['_id']]));
  // The driver exports the error but not the result it is made with.
  const made: unknown = Reflect.construct(MongoBulkWriteError, [
    first.error,
    { insertedCount: inserted.length, insertedIds },
  ]);
  const writeErrors = failures.map(({ index, error }) => ({ index, code: error.code, errmsg: error.message }));
  return made instanceof MongoBulkWriteError ? Object.assign(made, { writeErrors }) : first.error;
}

/** Updates the first document that matches, or all; in one step that nothing can come between. */
export function updateMatching(
  engine: Engine,
  at: Namespace,
  which: Selection,
  what: Change,
  many: boolean,
): Promise<UpdateResult> {
  return engine.store.write(() => {
    const collection = engine.catalog.demand(at.database, at.name);
    const matched = many
      ? [...engine.read(collection, which.filter, []).source]
      : present(engine.first(collection, which.filter, which.sort));
    if (matched.length === 0 && which.upsert) {
      const inserted = insertChanged(engine, collection, which.filter, what);
      return updateResult(0, 0, inserted);
    }
    const outcomes = matched.map((found) => change(engine, collection, found, which.filter, what));
    return updateResult(matched.length, outcomes.filter(({ modified }) => modified).length, undefined);
  });
}

export function updateFirst(engine: Engine, at: Namespace, which: Selection, what: Change): Promise<OneChange> {
  return engine.store.write(() => {
    const collection = engine.catalog.demand(at.database, at.name);
    const found = engine.first(collection, which.filter, which.sort);
    if (found !== undefined) {
      return { before: found.doc, after: change(engine, collection, found, which.filter, what).doc, inserted: false };
    }
    if (!which.upsert) return { before: null, after: null, inserted: false };
    return { before: null, after: insertChanged(engine, collection, which.filter, what), inserted: true };
  });
}

/** @returns the documents that were deleted */
export function deleteMatching(
  engine: Engine,
  at: Namespace,
  filter: Doc,
  sort: IndexField[],
  many: boolean,
): Promise<Doc[]> {
  return engine.store.write(() => {
    const collection = engine.catalog.find(at.database, at.name);
    if (collection === undefined) return [];
    const matched = many
      ? [...engine.read(collection, filter, []).source]
      : present(engine.first(collection, filter, sort));
    for (const { seq, doc } of matched) engine.documents.remove(collection, seq, doc);
    return matched.map(({ doc }) => doc);
  });
}

const present = (found: Found | undefined): Found[] => (found === undefined ? [] : [found]);

function updateResult(matchedCount: number, modifiedCount: number, inserted: Doc | undefined): UpdateResult {
  return {
    acknowledged: true,
    matchedCount,
    modifiedCount,
    upsertedCount: inserted === undefined ? 0 : 1,
    upsertedId: inserted === undefined ? null : inserted['_id'],
  };
}
