import { MongoBulkWriteError, MongoServerError, ObjectId } from 'mongodb';
import { beforeEach, expect, test } from 'vitest';
import type { EmbeddedClient } from './client.ts';
import type { EmbeddedCollection } from './collection.ts';
import { temporaryClient } from './testing/temporary.ts';

const OWNERS = Array.from({ length: 20 }, () => new ObjectId());
let client: EmbeddedClient;
let sessions: EmbeddedCollection;

beforeEach(async () => {
  client = await temporaryClient();
  sessions = client.db('test').collection('sessions');
});

async function fill(): Promise<void> {
  const docs = Array.from({ length: 2000 }, (_, at) => ({
    _id: at,
    owner: OWNERS[at % 20],
    kind: at % 3 === 0 ? 'a' : 'b',
    updatedAt: new Date(1_700_000_000_000 + at * 1000),
    tags: [`t${at % 50}`, 'all'],
  }));
  await sessions.insertMany(docs);
}

/** How many documents were decoded to answer, and the answer. */
async function cost<Result>(work: () => Promise<Result>): Promise<{ decoded: number; result: Result }> {
  const before = client.decodedDocuments;
  const result = await work();
  return { decoded: client.decodedDocuments - before, result };
}

test('a condition on indexed fields reads only the documents that meet it', async () => {
  await sessions.createIndex({ owner: 1, updatedAt: -1, _id: -1 });
  await sessions.createIndex({ tags: 1 });
  await fill();
  const owner = OWNERS[7];
  const since = new Date(1_700_000_000_000 + 1_900_000);
  const expectations = [
    [{ _id: 5 }, 1, 1],
    [{ _id: { $in: [1, 2, 5000] } }, 2, 2],
    [{ _id: { $gte: 10, $lt: 20 } }, 10, 10],
    [{ owner }, 100, 100],
    [{ owner, kind: 'a' }, 100, 33],
    [{ owner: { $in: [OWNERS[1], OWNERS[2]] } }, 200, 200],
    [{ owner, updatedAt: { $gte: since } }, 5, 5],
    [{ $and: [{ owner }, { updatedAt: { $gt: since } }] }, 5, 5],
    [{ $or: [{ owner }, { owner: OWNERS[3] }] }, 200, 200],
    [{ owner, $or: [{ updatedAt: { $gt: since } }, { updatedAt: since, _id: { $gt: 0 } }] }, 5, 5],
    [{ tags: 't3' }, 40, 40],
    [{ owner: new ObjectId() }, 0, 0],
  ] as const;
  for (const [filter, most, found] of expectations) {
    const { decoded, result } = await cost(() => sessions.find(filter).toArray());
    expect({ filter, found: result.length, cheap: decoded <= most }).toEqual({ filter, found, cheap: true });
    expect(await cost(() => sessions.countDocuments(filter))).toEqual({ decoded, result: found });
  }
});

test('updates and deletes find their documents by index as well', async () => {
  await sessions.createIndex({ owner: 1, kind: 1 });
  await fill();
  const owner = OWNERS[4];
  expect((await cost(() => sessions.updateOne({ _id: 77, kind: 'b' }, { $set: { x: 1 } }))).decoded).toBe(1);
  expect((await cost(() => sessions.updateMany({ owner, kind: 'a' }, { $set: { x: 1 } }))).decoded).toBe(33);
  expect((await cost(() => sessions.findOneAndUpdate({ owner, kind: 'b' }, { $set: { x: 1 } }))).decoded).toBe(1);
  expect((await cost(() => sessions.deleteMany({ owner }))).decoded).toBe(100);
});

test('a page in the order of an index reads the page only, forwards and backwards', async () => {
  await sessions.createIndex({ owner: 1, updatedAt: -1, _id: -1 });
  await fill();
  const owner = OWNERS[3];
  const first = await cost(() => sessions.find({ owner }).sort({ updatedAt: -1, _id: -1 }).limit(30).toArray());
  expect(first.decoded).toBe(30);
  const last = first.result.at(-1);
  const after = {
    $or: [{ updatedAt: { $lt: last?.['updatedAt'] } }, { updatedAt: last?.['updatedAt'], _id: { $lt: last?.['_id'] } }],
  };
  const stages = [{ $match: { owner, ...after } }, { $sort: { updatedAt: -1, _id: -1 } }, { $limit: 30 }];
  const second = await cost(() => sessions.aggregate(stages).toArray());
  expect(second.decoded).toBeLessThanOrEqual(31);
  const ids = [...first.result, ...second.result].map((doc) => doc['_id']);
  expect(ids).toEqual(Array.from({ length: 60 }, (_, at) => 1983 - 20 * at));
  const oldest = await cost(() => sessions.find({ owner }).sort({ updatedAt: 1, _id: 1 }).limit(5).toArray());
  expect(oldest).toMatchObject({
    decoded: 5,
    result: [{ _id: 3 }, { _id: 23 }, { _id: 43 }, { _id: 63 }, { _id: 83 }],
  });
});

test('an index that gives only the beginning of a sort still saves reading the rest', async () => {
  await sessions.createIndex({ owner: 1, at: 1 });
  await sessions.insertMany(Array.from({ length: 300 }, (_, id) => ({ _id: id, owner: 1, at: id >> 2 })));
  const newest = await cost(() => sessions.find({ owner: 1 }).sort({ at: -1, _id: 1 }).limit(6).toArray());
  expect(newest.result.map((doc) => doc['_id'])).toEqual([296, 297, 298, 299, 292, 293]);
  expect(newest.decoded).toBeLessThanOrEqual(9);
});

test('an index is not taken for an order that it does not have', async () => {
  await sessions.createIndex({ kind: 1, at: 1 });
  await sessions.createIndex({ list: 1 });
  await sessions.insertMany([
    { _id: 1, kind: 'a', at: 3, list: [1, 9] },
    { _id: 2, kind: 'b', at: 1, list: [5] },
    { _id: 3, kind: 'a', at: 2, list: [0, 7] },
  ]);
  const ids = async (filter: object, sort: object): Promise<unknown[]> =>
    (await sessions.find(filter, { sort }).toArray()).map((doc) => doc['_id']);
  expect(await ids({ kind: { $in: ['a', 'b'] } }, { at: 1 })).toEqual([2, 3, 1]);
  expect(await ids({ list: { $gt: 0 } }, { list: 1 })).toEqual([3, 1, 2]);
  expect(await ids({ list: { $lt: 9 } }, { list: -1 })).toEqual([1, 3, 2]);
});

test('a join asks the other collection by index, once per document that is shown', async () => {
  await sessions.createIndex({ owner: 1, updatedAt: -1 });
  await fill();
  const owners = client.db('test').collection('owners');
  await owners.insertMany(OWNERS.map((_id, at) => ({ _id, name: `owner ${at}` })));
  const lookup = { $lookup: { from: 'owners', localField: 'owner', foreignField: '_id', as: 'by' } };
  const pipeline = [
    { $match: { owner: OWNERS[2] } },
    lookup,
    { $unwind: '$by' },
    { $sort: { updatedAt: -1 } },
    { $limit: 3 },
  ];
  const { decoded, result } = await cost(() => sessions.aggregate(pipeline).toArray());
  expect(result.map((doc) => doc['by'])).toEqual(
    Array.from({ length: 3 }, () => ({ _id: OWNERS[2], name: 'owner 2' })),
  );
  expect(decoded).toBe(6);
});

test('an index made over documents that are there already, on several pages, finds them all', async () => {
  await fill();
  await sessions.createIndex({ kind: 1 });
  expect(await cost(() => sessions.countDocuments({ kind: 'a' }))).toEqual({ decoded: 667, result: 667 });
});

test('unique indexes refuse with the code and key of a real server', async () => {
  await sessions.createIndex({ email: 1 }, { unique: true });
  await sessions.createIndex({ user: 1, name: -1 }, { unique: true, sparse: true });
  await sessions.insertOne({ _id: 1, email: 'a', user: 1, name: 'x' });
  const email = { code: 11000, keyPattern: { email: 1 }, keyValue: { email: 'a' } };
  await expect(sessions.insertOne({ _id: 2, email: 'a' })).rejects.toMatchObject(email);
  await expect(sessions.insertOne({ _id: 1, email: 'b' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { _id: 1 },
  });
  const pair = { code: 11000, keyPattern: { user: 1, name: -1 }, keyValue: { user: 1, name: 'x' } };
  await expect(sessions.insertOne({ _id: 3, email: 'c', user: 1, name: 'x' })).rejects.toMatchObject(pair);
  await sessions.insertOne({ _id: 4, email: 'd' });
  await sessions.insertOne({ _id: 5, email: 'e' });
  await expect(sessions.insertOne({ _id: 6 })).resolves.toBeDefined();
  // What is missing counts as null.
  await expect(sessions.insertOne({ _id: 7 })).rejects.toBeInstanceOf(MongoServerError);
  await expect(sessions.updateOne({ _id: 4 }, { $set: { email: 'a' } })).rejects.toMatchObject(email);
  await expect(sessions.updateMany({ _id: { $in: [4, 5] } }, { $set: { email: 'z' } })).rejects.toMatchObject({
    code: 11000,
  });
  expect(await sessions.countDocuments({ email: 'z' })).toBe(0);
  await sessions.deleteOne({ _id: 1 });
  await sessions.insertOne({ _id: 8, email: 'a', user: 1, name: 'x' });
});

test('a partial unique index binds only what it covers, and serves only queries that it covers', async () => {
  const options = { unique: true, partialFilterExpression: { handle: { $gte: '' } } };
  await sessions.createIndex({ handle: 1 }, options);
  await sessions.insertMany([{ _id: 1, handle: null }, { _id: 2, handle: null }, { _id: 3 }, { _id: 4, handle: 'h' }]);
  await expect(sessions.insertOne({ handle: 'h' })).rejects.toMatchObject({ code: 11000 });
  expect(await cost(() => sessions.countDocuments({ handle: 'h' }))).toEqual({ decoded: 1, result: 1 });
  expect(await cost(() => sessions.countDocuments({ handle: null }))).toEqual({ decoded: 4, result: 3 });
});

test('an ordered insertMany is all or nothing, an unordered one takes what it can', async () => {
  const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
  await expect(sessions.insertMany(docs)).rejects.toMatchObject({ code: 11000, insertedCount: 0 });
  expect(await sessions.countDocuments()).toBe(0);
  const failure: unknown = await sessions.insertMany(docs, { ordered: false }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(MongoBulkWriteError);
  expect(failure).toMatchObject({ code: 11000, insertedCount: 2, writeErrors: [{ index: 1, code: 11000 }] });
  expect(await sessions.find().toArray()).toEqual([{ _id: 1 }, { _id: 2 }]);
});

test('indexes are listed, the same one twice is fine, another by its name is not', async () => {
  expect(await sessions.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
  expect(await sessions.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
  await expect(sessions.createIndex({ a: 1, b: -1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
  await expect(sessions.createIndex({ a: 1, b: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
  expect(await sessions.createIndexes([{ key: { c: 1 }, name: 'byC', unique: true }])).toEqual(['byC']);
  expect(await sessions.listIndexes().toArray()).toEqual([
    { v: 2, key: { _id: 1 }, name: '_id_' },
    { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1' },
    { v: 2, key: { c: 1 }, name: 'byC', unique: true },
  ]);
  await sessions.dropIndex('byC');
  await expect(sessions.dropIndex('byC')).rejects.toMatchObject({ code: 27 });
  await expect(client.db('test').collection('none').listIndexes().toArray()).rejects.toMatchObject({ code: 26 });
});

test('an index over existing doubles is refused and leaves nothing behind', async () => {
  await sessions.insertMany([{ a: 1 }, { a: 1 }]);
  await expect(sessions.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect(await sessions.listIndexes().toArray()).toHaveLength(1);
  await sessions.createIndex({ a: 1 });
  expect(await cost(() => sessions.countDocuments({ a: 1 }))).toEqual({ decoded: 2, result: 2 });
});
