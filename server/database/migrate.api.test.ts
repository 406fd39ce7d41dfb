import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { migrate } from './schema-version.ts';

test('a database of the first version gets the shapes of this one, however often it is begun', async () => {
  await using data = await openTestDatabase();
  const { db, native } = data.database;
  await db.settings.where({ key: 'schema' }).update({ value: '1' });
  const turnId = newId();
  const running = { runId: turnId, attempt: 1, beat: 0, month: '2026-11', acceptedAt: new Date() };
  await native.collection('turns').insertOne({ userId: 'u', turnId, status: 'running', running, runIds: [turnId] });
  await Promise.all([migrate(db), migrate(db)]);
  await migrate(db);
  expect(await native.collection('turns').findOne({ turnId })).toMatchObject({
    running: { ...running, owner: null, stop: null },
  });
  expect(await db.settings.where({ key: 'schema' }).first()).toMatchObject({ value: '2' });
});

test('what was cut short is done again, and no step twice after its version is reached', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  await db.settings.where({ key: 'schema' }).update({ value: '1' });
  const ran: number[] = [];
  const step = (version: number, fails = false) => ({
    version,
    run: async () => {
      ran.push(version);
      if (fails) throw new Error('cut short');
    },
  });
  await expect(migrate(db, [step(2), step(3, true)])).rejects.toThrow('cut short');
  await migrate(db, [step(2), step(3)]);
  expect(ran).toEqual([2, 3, 3]);
});

test('an older server refuses a database of a newer one', async () => {
  await using data = await openTestDatabase();
  const { db } = data.database;
  await expect(migrate(db, [])).rejects.toThrow('written by a newer Footnote (shapes 2, this one knows 1)');
});
