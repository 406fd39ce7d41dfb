import { MongoServerError } from 'mongodb';
import type { Operation } from './operations.ts';

/** The calls of a driver's collection that the differential tests make. */
export type Subject = {
  insertOne: (doc: object) => Promise<unknown>;
  updateOne: (filter: object, update: object, options: object) => Promise<Counts>;
  updateMany: (filter: object, update: object, options: object) => Promise<Counts>;
  replaceOne: (filter: object, doc: object) => Promise<Counts>;
  findOneAndUpdate: (filter: object, update: object, options: object) => Promise<unknown>;
  deleteOne: (filter: object) => Promise<{ deletedCount: number }>;
  deleteMany: (filter: object) => Promise<{ deletedCount: number }>;
  countDocuments: (filter: object) => Promise<number>;
  find: (filter: object, options: object) => { toArray: () => Promise<unknown[]> };
  aggregate: (pipeline: object[]) => { toArray: () => Promise<unknown[]> };
};
type Counts = { matchedCount: number; upsertedCount: number };

/**
 * Makes one call and reports what can be compared: results, or that it failed. Where any one of several documents may
 * be taken, all are first told apart by a sort.
 */
export async function apply(subject: Subject, operation: Operation): Promise<unknown> {
  try {
    return await call(subject, structuredClone(operation));
  } catch (error) {
    return { failed: error instanceof MongoServerError ? error.code === 11000 : String(error) };
  }
}

async function call(subject: Subject, operation: Operation): Promise<unknown> {
  switch (operation.call) {
    case 'insert':
      return subject.insertOne(operation.doc).then(() => 'inserted');
    case 'update':
      return update(subject, operation);
    case 'modify': {
      const options = { sort: { _id: operation.sort }, returnDocument: 'after' };
      return subject.findOneAndUpdate(operation.filter, operation.update, options);
    }
    case 'replace':
      return subject.replaceOne(operation.filter, operation.doc).then(({ matchedCount }) => matchedCount);
    case 'delete': {
      const { filter, many } = operation;
      if (many) return (await subject.deleteMany(filter)).deletedCount;
      return (await subject.deleteOne({ _id: await firstId(subject, filter) })).deletedCount;
    }
    default: {
      const { filter, skip, limit } = operation;
      const sort = Object.fromEntries(operation.sort);
      const found = await subject.find(filter, { sort, skip, limit }).toArray();
      const stages = [{ $match: filter }, { $sort: sort }, { $skip: skip }, { $limit: limit + 1 }];
      return [found, await subject.aggregate(stages).toArray(), await subject.countDocuments(filter)];
    }
  }
}

async function update(subject: Subject, operation: Operation & { call: 'update' }): Promise<Counts> {
  const { filter, update: change, many, upsert } = operation;
  const target = many || upsert ? filter : { $and: [filter, { _id: await firstId(subject, filter) }] };
  const { matchedCount, upsertedCount } = await (many
    ? subject.updateMany(target, change, { upsert })
    : subject.updateOne(target, change, { upsert }));
  return { matchedCount, upsertedCount };
}

async function firstId(subject: Subject, filter: object): Promise<unknown> {
  const [doc] = await subject.find(filter, { sort: { _id: 1 }, limit: 1 }).toArray();
  return typeof doc === 'object' && doc !== null && '_id' in doc ? doc._id : 'none';
}
