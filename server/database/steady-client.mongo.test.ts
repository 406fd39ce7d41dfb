import { afterAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { connectMongo } from './connect.ts';
import { isDuplicateKey } from './duplicate-key.ts';

const url = process.env.DATABASE_URL;
const server = url === undefined ? undefined : await connectMongo(url);
const name = `conflicts_${newId()}`;

afterAll(async () => {
  await server?.client.db(name).dropDatabase();
  await server?.client.close();
});

test.skipIf(server === undefined)('commands that race for one new document all happen, each once', async () => {
  if (server === undefined) return;
  const counts = server.client.db(name).collection('counts');
  await counts.createIndex({ key: 1 }, { unique: true });
  for (let round = 0; round < 12; round += 1) {
    const key = newId();
    const insert = async () => {
      try {
        await counts.insertOne({ key, n: 0 });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    };
    const found = await Promise.all([
      insert(),
      ...Array.from({ length: 3 }, () => counts.findOneAndUpdate({ key }, { $inc: { n: 1 } })),
      insert(),
      ...Array.from(
        { length: 3 },
        async () => (await counts.updateOne({ key }, { $inc: { n: 1 } })).matchedCount || null,
      ),
    ]);
    const happened = found.filter((one) => one !== null && one !== undefined).length;
    expect(await counts.findOne({ key })).toMatchObject({ n: happened });
  }
});

test.skipIf(server === undefined)('rows are read whole while other calls take the connections', async () => {
  if (server === undefined) return;
  const rows = server.client.db(name).collection('rows');
  await rows.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
  const seen: unknown[] = [];
  for await (const { n } of rows.aggregate([{ $sort: { n: 1 } }])) {
    seen.push(n);
    if (seen.length % 50 === 0) await Promise.all(Array.from({ length: 8 }, () => rows.findOne({ n: 7 })));
  }
  expect(seen).toEqual(Array.from({ length: 500 }, (_, n) => n));
});
