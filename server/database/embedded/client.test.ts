import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectId } from 'mongodb';
import { expect, test } from 'vitest';
import { openEmbedded } from './client.ts';

test('smoke', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'footnote-'));
  const client = await openEmbedded({ directory });
  const c = client.db('x').collection('c');
  await c.createIndex({ owner: 1, at: -1 });
  await c.insertMany(Array.from({ length: 1000 }, (_, i) => ({ owner: i % 10, at: i })));
  const before = client.decodedDocuments;
  const page = await c.find({ owner: 3, at: { $lt: 500 } }).sort({ at: -1 }).limit(5).toArray();
  expect(page.map((d) => d['at'])).toEqual([493, 483, 473, 463, 453]);
  expect(client.decodedDocuments - before).toBeLessThan(10);
  const id = new ObjectId();
  await c.updateOne({ _id: id }, { $set: { a: 1 }, $inc: { n: 2 } }, { upsert: true });
  expect(await c.findOne({ _id: id })).toEqual({ _id: id, a: 1, n: 2 });
  expect(await c.countDocuments()).toBe(1001);
  expect(await c.countDocuments({ owner: { $in: [1, 2] } })).toBe(200);
  expect(await c.deleteMany({ owner: 1 })).toEqual({ acknowledged: true, deletedCount: 100 });
  await client.close();
  const again = await openEmbedded({ directory });
  expect(await again.db('x').collection('c').countDocuments({ owner: { $in: [1, 2] } })).toBe(100);
  await again.close();
  await rm(directory, { recursive: true });
});
