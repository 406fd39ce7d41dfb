import { aggregate, Query, update as applyUpdate } from 'mingo';
import { MongoServerError } from 'mongodb';
import { type Doc, isDoc, isList } from '../document.ts';
import type { Subject } from './apply.ts';

/** A collection as a plain array with mingo's own language: slow, simple, and written without the engine's code. */
export function arrayTwin(): Subject {
  const docs: Doc[] = [];
  const inOrder = (): Doc[] => docs.toSorted((left, right) => Number(left['_id']) - Number(right['_id']));
  const matching = (filter: object): Doc[] => inOrder().filter((doc) => new Query({ ...filter }).test(doc));

  const change = (doc: Doc, update: Doc): void => {
    const { $setOnInsert: _onInsert, $addToSet, ...rest } = update;
    // mingo leaves $sort and $slice out where there is no array yet, and $addToSet where the array holds doubles.
    if (update['$push'] !== undefined && doc['list'] === undefined) doc['list'] = [];
    applyUpdate(doc, rest, [], {}, { cloneMode: 'deep' });
    for (const [path, value] of Object.entries(docOf($addToSet))) doc[path] = withMember(doc[path] ?? [], value);
  };

  const upsert = (filter: object, update: Doc): void => {
    const doc: Doc = { ...filter, ...docOf(update['$setOnInsert']) };
    change(doc, update);
    docs.push(doc);
  };

  const updateSome = (found: Doc[], filter: object, update: object, options: object) => {
    for (const doc of found) change(doc, { ...update });
    const inserts = found.length === 0 && 'upsert' in options && options.upsert === true;
    if (inserts) upsert(filter, { ...update });
    return Promise.resolve({ matchedCount: found.length, upsertedCount: inserts ? 1 : 0 });
  };

  const remove = (found: Doc[]) => {
    for (const doc of found) docs.splice(docs.indexOf(doc), 1);
    return Promise.resolve({ deletedCount: found.length });
  };

  const read = (filter: object, sort: unknown, skip: unknown, limit: unknown): Doc[] => {
    const stages = [{ $match: filter }, { $sort: sort }, { $skip: skip }, { $limit: limit }];
    return structuredClone(aggregate(inOrder(), stages).filter(isDoc));
  };

  return {
    insertOne: async (doc) => {
      const own: Doc = { ...doc };
      if (docs.some((other) => other['_id'] === own['_id']))
        throw new MongoServerError({ message: 'double', code: 11000 });
      docs.push(own);
    },
    updateOne: (filter, update, options) => updateSome(matching(filter).slice(0, 1), filter, update, options),
    updateMany: (filter, update, options) => updateSome(matching(filter), filter, update, options),
    replaceOne: async (filter, doc) => {
      const [found] = matching(filter);
      if (found !== undefined) docs.splice(docs.indexOf(found), 1, { _id: found['_id'], ...doc });
      return { matchedCount: found === undefined ? 0 : 1, upsertedCount: 0 };
    },
    findOneAndUpdate: async (filter, update, options) => {
      const found = matching(filter);
      const descending = JSON.stringify(options).includes('"_id":-1');
      const doc = descending ? found.at(-1) : found[0];
      if (doc !== undefined) change(doc, { ...update });
      return doc === undefined ? null : structuredClone(doc);
    },
    deleteOne: (filter) => remove(matching(filter).slice(0, 1)),
    deleteMany: (filter) => remove(matching(filter)),
    countDocuments: async (filter) => matching(filter).length,
    find: (filter, options) => {
      const { sort, skip, limit }: Doc = { skip: 0, limit: 0, sort: { _id: 1 }, ...options };
      return { toArray: async () => read(filter, sort, skip, Number(limit) || docs.length) };
    },
    aggregate: (stages) => ({
      toArray: async () => {
        const [filter, sort, skip, limit] = stages.map((stage): unknown => Object.values({ ...stage })[0]);
        return read(docOf(filter), sort, skip, limit);
      },
    }),
  };
}

function withMember(list: unknown, value: unknown): unknown {
  return isList(list) && !list.includes(value) ? [...list, value] : list;
}

const docOf = (value: unknown): Doc => (isDoc(value) ? value : {});
