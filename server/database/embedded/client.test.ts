import { Binary, BSON, Decimal128, Double, Int32, Long, MongoServerError, ObjectId, UUID } from 'mongodb';
import { expect, test } from 'vitest';
import { asMongoClient, openEmbedded } from './client.ts';
import { temporaryClient, temporaryDirectory } from './testing/temporary.ts';

test('documents come back as the driver would give them', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  const given = {
    _id: new ObjectId(),
    int: new Int32(7),
    double: new Double(2),
    long: Long.fromNumber(2 ** 40),
    large: Long.fromString('9223372036854775807'),
    decimal: Decimal128.fromString('1.10'),
    big: 5n,
    bytes: Buffer.from([1, 2, 255]),
    uuid: new UUID(),
    date: new Date(),
    missing: undefined,
    nothing: null,
    nested: [[1, [2]], { deep: [{ er: true }] }],
    pattern: /a+/i,
    text: 'ü😀\0',
  };
  await things.insertOne(given);
  const read = await things.findOne({ _id: given._id });
  const wire = BSON.deserialize(BSON.serialize(given, { ignoreUndefined: false }));
  expect(read).toEqual(wire);
  expect(read).toMatchObject({ int: 7, double: 2, long: 2 ** 40, big: 5, missing: null });
  expect(read?.['bytes']).toBeInstanceOf(Binary);
  expect(read?.['large']).toBeInstanceOf(Long);
});

test('what is written is there after reopening, in the order of insertion', async () => {
  const directory = await temporaryDirectory();
  const first = await openEmbedded({ directory });
  await first
    .db('test')
    .collection('things')
    .insertMany([{ _id: 'b' }, { _id: 'a' }]);
  await first.db('other').collection('things').insertOne({ _id: 'c' });
  await first.close();
  const second = await openEmbedded({ directory });
  expect(await second.db('test').collection('things').find().toArray()).toEqual([{ _id: 'b' }, { _id: 'a' }]);
  await second.close();
});

test('an insert adds the id to the document that it was given, and makes _id the first field', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  const doc: Record<string, unknown> = { name: 'x' };
  const { insertedId } = await things.insertOne(doc);
  expect(doc['_id']).toBe(insertedId);
  expect(Object.keys((await things.findOne({})) ?? {})).toEqual(['_id', 'name']);
});

test('cursors sort, skip, limit, project and can be read in pieces', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  await things.insertMany(Array.from({ length: 100 }, (_, at) => ({ _id: at, even: at % 2 === 0 })));
  const page = things.find({ even: true }).sort({ _id: -1 }).skip(1).limit(3).project({ _id: 1 });
  expect(await page.toArray()).toEqual([{ _id: 96 }, { _id: 94 }, { _id: 92 }]);
  const cursor = things.find();
  expect([await cursor.hasNext(), await cursor.next(), await cursor.next()]).toEqual([
    true,
    { _id: 0, even: true },
    { _id: 1, even: false },
  ]);
  await cursor.close();
  const seen = [];
  for await (const doc of things.find()) if (seen.push(doc['_id']) === 3) break;
  expect(seen).toEqual([0, 1, 2]);
  expect(await things.countDocuments({ even: true }, { skip: 10, limit: 5 })).toBe(5);
});

test('a read beside writes of the same moment shows them, and only once they are on the disk', async () => {
  const things = (await temporaryClient()).db('test').collection('things');
  const order: string[] = [];
  const write = things.insertOne({ _id: 1 }).then(() => order.push('written'));
  const read = things.findOne({ _id: 1 }).then((doc) => order.push(`read ${JSON.stringify(doc)}`));
  await Promise.all([write, read]);
  expect(order).toEqual(['written', 'read {"_id":1}']);
});

test('collections can be made, listed, dropped', async () => {
  const database = (await temporaryClient()).db('test');
  await database.createCollection('one');
  await expect(database.createCollection('one')).rejects.toMatchObject({ code: 48 });
  await database.collection('two').insertOne({ _id: 1 });
  expect((await database.listCollections().toArray()).map(({ name }) => name)).toEqual(['one', 'two']);
  await database.collection('two').drop();
  expect(await database.collection('two').find().toArray()).toEqual([]);
  await database.dropDatabase();
  expect(await database.listCollections().toArray()).toEqual([]);
  expect(await database.command({ ping: 1 })).toEqual({ ok: 1 });
});

test('what is not supported says so', async () => {
  const client = await temporaryClient();
  const things = client.db('test').collection('things');
  await things.insertOne({ _id: 1, a: 1, tags: ['x'] });
  const attempts = [
    () => things.find({ a: { $near: 1 } }).toArray(),
    () => things.find({ $where: 'true' }).toArray(),
    () => things.find({ a: { $type: 'javascript' } }).toArray(),
    () => things.findOne({}, { collation: { locale: 'de' } }),
    () => things.updateOne({}, { $set: { a: 2 } }, { hint: 'x' }),
    () => things.updateOne({}, { $move: { a: 2 } }),
    () => things.updateOne({}, { a: 2 }),
    () => things.updateOne({}, [{ $group: { _id: 1 } }]),
    () => things.aggregate([{ $out: 'elsewhere' }]).toArray(),
    () => things.aggregate([{ $graphLookup: {} }]).toArray(),
    () => things.createIndex({ a: 'text' }),
    () => things.createIndex({ a: 1 }, { expireAfterSeconds: 5 }),
    () => things.insertOne({ a: 1 }, { session: {} }),
    () => client.db('test').createCollection('x', { validator: {} }),
    () => client.db('test').command({ collMod: 'things' }),
  ];
  for (const attempt of attempts) {
    const failure: unknown = await (async () => attempt())().catch((error: unknown) => error);
    expect(`${attempt.toString()} → ${String(failure)}`).toMatch(
      / → \w*Error: .*(support|unknown|Unknown|unregistered|operator|script|not allowed)/,
    );
  }
  expect(() => client.startSession()).toThrow(MongoServerError);
  expect(await things.find().toArray()).toEqual([{ _id: 1, a: 1, tags: ['x'] }]);
});

test('after close every call is refused, and closing twice is harmless', async () => {
  const client = await openEmbedded({ directory: await temporaryDirectory() });
  const pending = client.db('test').collection('things').insertOne({ _id: 1 });
  await client.close();
  await expect(pending).resolves.toMatchObject({ insertedId: 1 });
  await client.close();
  await expect(client.db('test').collection('things').insertOne({ _id: 2 })).rejects.toThrow(/not open/);
  expect(asMongoClient(client)).toBe(client);
});
