import { describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { collect } from '#tests/harness/collect.ts';
import { openTestDatabase } from '#tests/harness/database.ts';
import { openTestStore } from '#tests/harness/file-stores.ts';
import { probeFiles } from './file-probe.ts';

const alone = { seesAnother: async () => false };
const inCompany = { seesAnother: async () => true };

async function put(files: FileStore, key: string): Promise<void> {
  const staged = await files.stage(
    (async function* () {
      yield Buffer.from('x');
    })(),
  );
  await staged.keep(key);
}

describe.each(['DATA_DIR', 'S3_BUCKET'] as const)('the file store of a database, by %s', (where) => {
  const openStore = () => openTestStore(where === 'S3_BUCKET' ? 'S3' : 'disk');

  test('is known by a file; several servers find it, whoever comes first', async () => {
    await using data = await openTestDatabase();
    await using store = await openStore();
    const { db } = data.database;
    await Promise.all([1, 2, 3].map(() => probeFiles(db, store.files, inCompany, where)));
    expect(await collect(store.files.list())).toHaveLength(1);
    await put(store.files, `user-1/${newId()}`);
    await probeFiles(db, store.files, inCompany, where);
    expect(await collect(store.files.list())).toHaveLength(2);
  });

  test('is not another one while others are at work; where nobody is, it was moved', async () => {
    await using data = await openTestDatabase();
    await using store = await openStore();
    await using elsewhere = await openStore();
    const { db } = data.database;
    await probeFiles(db, store.files, alone, where);
    await expect(probeFiles(db, elsewhere.files, inCompany, where)).rejects.toThrow(
      new RegExp(`^${where}: other servers keep their documents elsewhere`),
    );
    await probeFiles(db, elsewhere.files, alone, where);
    await probeFiles(db, elsewhere.files, inCompany, where);
  });

  test('is not shared with another database: its documents would be taken for leftovers', async () => {
    await using data = await openTestDatabase();
    await using other = await openTestDatabase();
    await using store = await openStore();
    await probeFiles(data.database.db, store.files, alone, where);
    // as after a crash of the first start: nothing can be lost
    await probeFiles(other.database.db, store.files, alone, where);
    await put(store.files, `user-1/${newId()}`);
    await using third = await openTestDatabase();
    await expect(probeFiles(third.database.db, store.files, alone, where)).rejects.toThrow(
      `${where}: the documents of another database are there.`,
    );
    await probeFiles(data.database.db, store.files, alone, where);
  });

  test('may be one from before there were probes', async () => {
    await using data = await openTestDatabase();
    await using store = await openStore();
    await put(store.files, `user-1/${newId()}`);
    await probeFiles(data.database.db, store.files, alone, where);
    expect(await collect(store.files.list('probes'))).toHaveLength(1);
  });
});
