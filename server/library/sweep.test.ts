import { expect, test } from 'vitest';
import { openLog } from '#server/observe/log.ts';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';
import { openTestStore } from '#tests/harness/file-stores.ts';

const user = 'user-1';
const soon = { timeout: 30_000 };

test('what cannot be swept stops no other sweep: it is logged, and swept once it can be', async () => {
  await using store = await openTestStore('disk');
  const refused = new Set<string>();
  const remove = async (key: string) => {
    if (refused.has(key)) throw new Error(`${key} cannot be removed`);
    await store.files.remove(key);
  };
  const warned: unknown[] = [];
  const log = { ...openLog('silent'), warn: (what: unknown) => void warned.push(what) };
  const files = { ...store.files, remove };
  await using at = await openTestLibrary({ files, log, restorableMs: 1, freeDocuments: 10 });
  const { db } = at.database;
  const stored = async () => (await db.documents.all()).map(({ name }) => name).toSorted();

  const [first, second] = [await classOf(at.library, user), await classOf(at.library, user)];
  const stuck = [
    await at.accept(user, first, 'stuck.txt', 'stuck'),
    await at.accept(user, second, 'alone.txt', 'alone'),
  ];
  const loose = await at.accept(user, second, 'loose.txt', 'loose');
  await at.accept('user-2', await classOf(at.library, 'user-2'), 'kept.txt', 'kept');
  await at.accept(user, first, 'with its class.txt', 'with its class');
  for (const { documentId } of stuck) refused.add(`${user}/${documentId}`);
  await at.library.deleteClass(user, first);
  for (const { documentId } of [...stuck.slice(1), loose]) await at.library.deleteDocument(user, documentId);

  await at.library.start(true);
  await expect.poll(stored, soon).toEqual(['alone.txt', 'kept.txt', 'stuck.txt']);
  await expect.poll(() => warned.length, soon).toBeGreaterThan(0);
  refused.clear();
  await expect.poll(stored, soon).toEqual(['kept.txt']);
  expect((await db.classes.where({ userId: user }).all()).map(({ classId }) => classId)).toEqual([second]);
});
