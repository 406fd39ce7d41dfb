import type { Collection, Db } from 'mongodb';
import { expect, test } from 'vitest';
import { openTestDatabase } from '#tests/harness/database.ts';
import { createTries } from './tries.ts';

/** A database that forgets before each find. */
function forgetful(native: Db, forget: () => Promise<void>): Db {
  const collection = (name: string): Collection => {
    const real = native.collection(name);
    let updates = 0;
    return new Proxy(real, {
      get: (of, key): unknown => {
        if (key !== 'updateOne') return Reflect.get(of, key, of);
        return async (...args: Parameters<Collection['updateOne']>) => {
          updates += 1;
          if (updates === 2) await forget();
          return of.updateOne(...args);
        };
      },
    });
  };
  return new Proxy(native, {
    get: (of, key): unknown => (key === 'collection' ? collection : Reflect.get(of, key, of)),
  });
}

test('who tries while old tries are being forgotten is not refused for it', async () => {
  await using data = await openTestDatabase();
  const { native } = data.database;
  let time = Date.now();
  const limit = { key: 'a', most: 3, windowMs: 60_000 };
  const tries = createTries(native, () => time);
  const first = await tries.take(limit);
  if ('id' in first) await tries.giveBack(limit.key, first.id);
  time += 10 * 60_000;
  expect(
    await createTries(
      forgetful(native, () => tries.forgetOld()),
      () => time,
    ).take(limit),
  ).toHaveProperty('id');
});
