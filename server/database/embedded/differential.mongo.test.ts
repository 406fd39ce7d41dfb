import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { apply } from './testing/apply.ts';
import { INDEXES, operation } from './testing/operations.ts';
import { temporaryClient } from './testing/temporary.ts';

const url = process.env['DATABASE_URL'];
const server = url === undefined ? undefined : new MongoClient(url);
const name = `footnote_test_${randomBytes(6).toString('hex')}`;

afterAll(async () => {
  await server?.db(name).dropDatabase();
  await server?.close();
});

test.skipIf(server === undefined)(
  'any sequence of calls gives what a real server gives',
  { timeout: 300_000 },
  async () => {
    if (server === undefined) return;
    const database = (await temporaryClient()).db('test');
    let number = 0;
    const calls = fc.array(operation, { minLength: 5, maxLength: 25, size: 'max' });
    await fc.assert(
      fc.asyncProperty(calls, fc.subarray(INDEXES), async (operations, indexes) => {
        const run = `run${number++}`;
        const [own, real] = [database.collection(run), server.db(name).collection(run)];
        for (const index of indexes) await own.createIndex(index);
        for (const step of operations) {
          const [given, expected] = [await apply(own, step), await apply(real, step)];
          expect({ step, result: given }).toEqual({ step, result: expected });
        }
        expect(await own.find().sort({ _id: 1 }).toArray()).toEqual(await real.find().sort({ _id: 1 }).toArray());
      }),
      { numRuns: 60 },
    );
  },
);
