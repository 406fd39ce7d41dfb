import { expect, test } from 'vitest';
import { temporaryClient } from './testing/temporary.ts';

test('of 50 racing guarded updates exactly as many succeed as there are places', async () => {
  const usage = (await temporaryClient()).db('test').collection('usage');
  const limit = 20;
  await usage.insertOne({ _id: 'month', places: 0, held: [] });
  const attempts = Array.from({ length: 50 }, (_, at) => {
    const change = { $inc: { places: 1 }, $push: { held: { runId: at } } };
    return at % 2 === 0
      ? usage
          .updateOne({ _id: 'month', places: { $lt: limit } }, change)
          .then(({ modifiedCount }) => modifiedCount === 1)
      : usage.findOneAndUpdate({ _id: 'month', places: { $lt: limit } }, change).then((found) => found !== null);
  });
  const won = (await Promise.all(attempts)).filter(Boolean);
  expect(won).toHaveLength(limit);
  const after = await usage.findOne({ _id: 'month' });
  expect(after).toMatchObject({ places: limit });
  expect(after?.['held']).toHaveLength(limit);
});

test('of many racing upserts of one key exactly one inserts', async () => {
  const usage = (await temporaryClient()).db('test').collection('usage');
  await usage.createIndex({ user: 1, month: 1 }, { unique: true });
  const key = { user: 'u', month: '2026-01' };
  const results = await Promise.all(
    Array.from({ length: 30 }, () =>
      usage.updateOne(key, { $inc: { n: 1 }, $setOnInsert: { limit: 25 } }, { upsert: true }),
    ),
  );
  expect(results.reduce((sum, { upsertedCount }) => sum + upsertedCount, 0)).toBe(1);
  expect(await usage.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ ...key, n: 30, limit: 25 }]);
});

test('a write that fails takes nothing of the others in its moment with it', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  await things.createIndex({ key: 1 }, { unique: true });
  const outcomes = await Promise.allSettled([
    things.insertOne({ _id: 1, key: 'a' }),
    things.insertOne({ _id: 2, key: 'a' }),
    things.insertOne({ _id: 3, key: 'b' }),
    things.updateMany({}, { $set: { key: 'same' } }),
    things.updateOne({ _id: 1 }, { $set: { seen: true } }),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await things.find().toArray()).toEqual([
    { _id: 1, key: 'a', seen: true },
    { _id: 3, key: 'b' },
  ]);
});

test('a long read lets others work meanwhile', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  await things.insertMany(Array.from({ length: 20_000 }, (_, at) => ({ _id: at, text: 'word '.repeat(40) })));
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  expect(await things.find({ text: /word$/ }).toArray()).toHaveLength(0);
  expect(await things.find().sort({ text: 1, _id: -1 }).limit(2).toArray()).toMatchObject([
    { _id: 19_999 },
    { _id: 19_998 },
  ]);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(3);
});
