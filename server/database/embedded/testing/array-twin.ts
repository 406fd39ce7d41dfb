import { find, Query, update as applyUpdate } from 'mingo';
import { MongoServerError } from 'mongodb';
import type { Doc } from '../document.ts';
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
    for (const [path, value] of Object.entries({ ...Object($addToSet) })) doc[path] = withMember(doc[path] ?? [], value);
  };

  const upsert = (filter: object, update: Doc): void => {
    const doc: Doc = { ...filter, ...Object(update['$setOnInsert']) };
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

  return {
    insertOne: async (doc) => {
      const own: Doc = { ...doc };
      if (docs.some((other) => other['_id'] === own['_id'])) throw new MongoServerError({ message: 'double', code: 11000 });
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
      const most = Number(limit) || docs.length;
      const read = () => find(inOrder(), { ...filter }).sort({ ...Object(sort) }).skip(Number(skip)).limit(most).all();
      return { toArray: async () => structuredClone(read()) };
    },
    aggregate: ([match, sort, skip, limit]) => ({
      toArray: async () => {
        const [filter, order, from, most]: unknown[] = [match, sort, skip, limit].map((stage) => Object.values({ ...stage })[0]);
        const cursor = find(inOrder(), { ...Object(filter) }).sort({ ...Object(order) });
        return structuredClone(cursor.skip(Number(from)).limit(Number(most)).all());
      },
    }),
  };
}

function withMember(list: unknown, value: unknown): unknown {
  return Array.isArray(list) && !list.includes(value) ? [...list, value] : list;
}
