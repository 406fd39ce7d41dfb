import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from './testing/apply.ts';
import { arrayTwin } from './testing/array-twin.ts';
import { INDEXES, operation } from './testing/operations.ts';
import { temporaryClient } from './testing/temporary.ts';

test('any sequence of calls gives what a plain array gives, with any indexes', async () => {
  const database = (await temporaryClient()).db('test');
  let number = 0;
  const calls = fc.array(operation, { minLength: 5, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(calls, fc.subarray(INDEXES), fc.boolean(), async (operations, indexes, indexedFirst) => {
      const collection = database.collection(`run${number++}`);
      const twin = arrayTwin();
      if (indexedFirst) for (const index of indexes) await collection.createIndex(index);
      for (const [at, step] of operations.entries()) {
        if (!indexedFirst && at === 5) for (const index of indexes) await collection.createIndex(index);
        const [own, expected] = [await apply(collection, step), await apply(twin, step)];
        expect({ step, result: own }).toEqual({ step, result: expected });
      }
      const everything = { call: 'find', filter: {}, sort: [['_id', 1]], skip: 0, limit: 0 } as const;
      expect(await apply(collection, { ...everything, sort: [['_id', 1]] })).toEqual(
        await apply(twin, { ...everything, sort: [['_id', 1]] }),
      );
      await collection.drop();
    }),
    { numRuns: 150 },
  );
});
