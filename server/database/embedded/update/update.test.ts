import { Binary, Long } from 'mongodb';
import { expect, test } from 'vitest';
import type { Doc } from '../document.ts';
import { temporaryClient } from '../testing/temporary.ts';

async function after(doc: Doc, update: object, options: object = {}, filter: Doc = {}): Promise<Doc> {
  const things = (await temporaryClient()).db('test').collection('things');
  await things.insertOne({ _id: 1, ...doc });
  await things.updateOne({ _id: 1, ...filter }, update, options);
  const { _id, ...rest } = (await things.findOne({})) ?? {};
  expect(_id).toBe(1);
  return rest;
}

test('fields are set, made on the way, and removed', async () => {
  expect(await after({ a: 1 }, { $set: { 'b.c.d': 2, a: null } })).toEqual({ a: null, b: { c: { d: 2 } } });
  expect(await after({ a: [1, 2] }, { $set: { 'a.3': 9 } })).toEqual({ a: [1, 2, null, 9] });
  expect(await after({ a: { b: 1, c: 2 }, l: [1, 2] }, { $unset: { 'a.b': '', 'l.0': '', z: '' } })).toEqual({
    a: { c: 2 },
    l: [null, 2],
  });
  expect(await after({ a: { b: 1 } }, { $rename: { 'a.b': 'c.d' } })).toEqual({ a: {}, c: { d: 1 } });
});

test('bytes that are no text are told apart', async () => {
  const next = new Binary(Buffer.from([0xff, 0xfd]));
  expect(await after({ v: new Binary(Buffer.from([0xff, 0xfe])) }, { $set: { v: next } })).toEqual({ v: next });
});

test('numbers keep their type, and a 64-bit integer its last digit', async () => {
  const big = Long.fromString('9007199254740993');
  expect(await after({ a: 1, b: 1.5, big }, { $inc: { a: 2, b: 1, c: 3, big: 1 }, $mul: { d: 5 } })).toEqual({
    a: 3,
    b: 2.5,
    big: Long.fromString('9007199254740994'),
    c: 3,
    d: 0,
  });
  await expect(after({ a: Long.MAX_VALUE }, { $inc: { a: 1 } })).rejects.toMatchObject({ code: 2 });
  expect(await after({ a: 6 }, { $bit: { a: { and: 12, or: 1 } } })).toEqual({ a: 5 });
  expect(await after({ a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 9 } })).toEqual({ a: 3, b: 9, c: 1 });
});

test('arrays grow, shrink, sort and stay sets', async () => {
  const push = { $push: { l: { $each: [3, 1], $position: 0, $sort: -1, $slice: 3 } } };
  expect(await after({ l: [2, 5] }, push)).toEqual({ l: [5, 3, 2] });
  expect(await after({}, push)).toEqual({ l: [3, 1] });
  expect(await after({ l: [2, 2] }, { $addToSet: { l: { $each: [2, 3, 3] } } })).toEqual({ l: [2, 2, 3] });
  expect(await after({ l: [{ k: 1, v: 1 }, { k: 2 }] }, { $pull: { l: { k: 1 } } })).toEqual({ l: [{ k: 2 }] });
  expect(await after({ l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } })).toEqual({ l: [1] });
  expect(await after({ l: [1, 2, 3], m: [1, 2] }, { $pop: { l: -1 }, $pullAll: { m: [2] } })).toEqual({
    l: [2, 3],
    m: [1],
  });
});

test('elements are chosen by the filter, by array filters, or all', async () => {
  const doc = {
    l: [
      { id: 1, n: 0 },
      { id: 2, n: 0 },
    ],
  };
  const one = {
    l: [
      { id: 1, n: 0 },
      { id: 2, n: 7 },
    ],
  };
  expect(await after(doc, { $set: { 'l.$.n': 7 } }, {}, { 'l.id': 2 })).toEqual(one);
  expect(await after(doc, { $set: { 'l.$.n': 7 } }, {}, { l: { $elemMatch: { id: 2, n: 0 } } })).toEqual(one);
  expect(await after(doc, { $set: { 'l.$[x].n': 7 } }, { arrayFilters: [{ 'x.id': { $gt: 1 } }] })).toEqual(one);
  expect(await after(doc, { $inc: { 'l.$[].n': 1 } })).toEqual({
    l: [
      { id: 1, n: 1 },
      { id: 2, n: 1 },
    ],
  });
});

test('a pipeline computes from the document, as guarded reservations do', async () => {
  const stages = [{ $set: { left: { $subtract: ['$limit', '$used'] }, n: { y: 2 } } }, { $unset: 'used' }];
  expect(await after({ limit: 25, used: 3, n: { x: 1 } }, stages)).toEqual({ limit: 25, left: 22, n: { x: 1, y: 2 } });
});

test('what cannot be done fails and changes nothing', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  const doc = { _id: 1, text: 'x', nothing: null, list: [1] };
  await things.insertOne(doc);
  const refusals: [object, number][] = [
    [{ $inc: { text: 1 } }, 14],
    [{ $inc: { nothing: 1 } }, 14],
    [{ $push: { text: 1 } }, 2],
    [{ $set: { 'text.a': 1 } }, 28],
    [{ $set: { 'list.a': 1 } }, 28],
    [{ $set: { a: 1 }, $inc: { 'a.b': 1 } }, 40],
    [{ $set: { _id: 2 } }, 66],
    [{ $set: { a: 1 }, $nonsense: { b: 1 } }, 9],
    [{ $push: { list: { $each: [1], $nonsense: 1 } } }, 2],
    [{ $set: { 'list.$[x]': 1 } }, 2],
    [{ $set: { 'list.$': 1 } }, 2],
  ];
  for (const [update, code] of refusals) {
    const failure: unknown = await things.updateOne({ _id: 1 }, update).catch((error: unknown) => error);
    expect({ update, failure }).toMatchObject({ update, failure: { code } });
  }
  expect(await things.find().toArray()).toEqual([doc]);
});

test('an upsert takes over what the filter ties down', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  const filter = { _id: 7, 'a.b': { $eq: 1 }, n: { $gt: 5 }, $and: [{ c: 'x' }] };
  const result = await things.updateOne(filter, { $inc: { d: 2 }, $setOnInsert: { e: true } }, { upsert: true });
  expect(result).toEqual({ acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 7 });
  expect(await things.find().toArray()).toEqual([{ _id: 7, a: { b: 1 }, c: 'x', d: 2, e: true }]);
  const same = await things.updateOne({ _id: 7 }, { $set: { d: 2 } }, { upsert: true });
  expect(same).toMatchObject({ matchedCount: 1, modifiedCount: 0, upsertedId: null });
});

test('findOneAnd… answers with the document before or after, or with the details', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  await things.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 1 },
  ]);
  const last = { sort: { _id: -1 } };
  expect(await things.findOneAndUpdate({ n: 1 }, { $inc: { n: 1 } }, last)).toEqual({ _id: 2, n: 1 });
  expect(await things.findOneAndUpdate({ _id: 2 }, { $inc: { n: 1 } }, { returnDocument: 'after' })).toEqual({
    _id: 2,
    n: 3,
  });
  expect(await things.findOneAndUpdate({ _id: 3 }, { $inc: { n: 1 } }, { upsert: true })).toBeNull();
  expect(await things.findOneAndReplace({ _id: 3 }, { m: 1 }, { returnDocument: 'after' })).toEqual({ _id: 3, m: 1 });
  const detailed = await things.findOneAndDelete({ _id: 3 }, { includeResultMetadata: true });
  expect(detailed).toMatchObject({ value: { _id: 3, m: 1 }, ok: 1, lastErrorObject: { n: 1 } });
  expect(await things.findOneAndDelete({ _id: 3 })).toBeNull();
});
