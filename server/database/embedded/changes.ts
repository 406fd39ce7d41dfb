import { ObjectId } from 'mongodb';
import type { Doc } from './document.ts';
import type { Engine, Found } from './engine.ts';
import { serverError } from './errors.ts';
import { encodeValue } from './query/key-encoding.ts';
import { runStages } from './query/aggregation.ts';
import { stagesFor } from './query/stages.ts';
import { decodeBody, decodeTyped, encodeBody } from './storage/body.ts';
import type { Collection } from './storage/catalog.ts';
import { modify } from './update/modify.ts';
import { seedOf } from './update/upsert.ts';

/** What an update does to the documents that a filter finds. */
export type Change =
  | { kind: 'operators'; update: Doc; arrayFilters: unknown[] }
  | { kind: 'pipeline'; stages: Doc[] }
  | { kind: 'replace'; replacement: Doc };

const UPDATE_STAGES = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];
const updateStages = stagesFor(() => {
  throw serverError(2, 'an update cannot join');
});

/** Changes one found document. To be called inside a write. @returns the document afterwards, and whether it differs */
export function change(
  engine: Engine,
  collection: Collection,
  found: Found,
  filter: Doc,
  what: Change,
): { doc: Doc; modified: boolean } {
  const changed = apply(decodeTyped(found.body), what, filter, false);
  if (!encodeValue(changed['_id']).equals(encodeValue(found.doc['_id']))) {
    throw serverError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  const body = encodeBody(changed);
  if (found.body.equals(body)) return { doc: found.doc, modified: false };
  return { doc: engine.documents.replace(collection, found.seq, found.doc, body), modified: true };
}

/** Makes the document of an upsert. To be called inside a write. */
export function insertChanged(engine: Engine, collection: Collection, filter: Doc, what: Change): Doc {
  const seed = seedOf(filter);
  const changed = apply(what.kind === 'replace' ? { _id: seed['_id'] } : seed, what, filter, true);
  const { _id = new ObjectId(), ...rest } = changed;
  engine.documents.insert(collection, { _id, ...rest });
  return decodeBody(encodeBody({ _id, ...rest }));
}

function apply(doc: Doc, what: Change, filter: Doc, inserting: boolean): Doc {
  if (what.kind === 'pipeline') return runUpdateStages(decodeBody(encodeBody(doc)), what.stages);
  if (what.kind === 'replace') {
    const { _id = doc['_id'], ...rest } = what.replacement;
    return { _id, ...rest };
  }
  modify(doc, what.update, filter, what.arrayFilters, inserting);
  return doc;
}

function runUpdateStages(doc: Doc, stages: Doc[]): Doc {
  const wrong = stages.flatMap(Object.keys).find((name) => !UPDATE_STAGES.includes(name));
  if (wrong !== undefined) throw serverError(2, `${wrong} is not allowed to be used within an update`);
  const [result = doc] = runStages([doc], stages, updateStages, {});
  return { _id: doc['_id'], ...result };
}
