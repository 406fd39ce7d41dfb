import type { Db } from 'mongodb';
import { expect, test, vi } from 'vitest';
import { openTestDatabase } from '#tests/harness/database.ts';
import { createTries } from './tries.ts';

/** Does something right before the second update of a collection. */
function beforeSecondUpdate(native: Db, act: () => Promise<void>): void {
  const open = native.collection.bind(native);
  vi.spyOn(native, 'collection').mockImplementationOnce((name: string) => {
    const collection = open(name);
    const update = collection.updateOne.bind(collection);
    vi.spyOn(collection, 'updateOne')
      .mockImplementationOnce(update)
      .mockImplementationOnce(async (...args) => {
        await act();
        return update(...args);
      });
    return collection;
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
  beforeSecondUpdate(native, () => tries.forgetOld());
  expect(await createTries(native, () => time).take(limit)).toHaveProperty('id');
});
