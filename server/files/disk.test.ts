import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect } from '#tests/harness/collect.ts';
import { openDiskFiles } from './disk.ts';
import { describeFileStore } from './file-store.contract.ts';

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-files-'));
  return {
    folder,
    files: await openDiskFiles(folder),
    count: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).length;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

describe('files in a folder', () => {
  describeFileStore(openFolder);

  test('what somebody else put into the folder is not listed and stops nothing', async () => {
    await using at = await openFolder();
    await writeFile(join(at.folder, '.DS_Store'), 'x');
    expect(await collect(at.files.list())).toEqual([]);
  });

  test('a user’s folder goes with the last file in it, and whoever keeps one at that moment loses nothing', async () => {
    await using at = await openFolder();
    const keyOf = (n: number) => `user-1/${String(n).padStart(24, '0')}`;
    const put = async (n: number) => {
      const staged = await at.files.stage(
        (async function* () {
          yield Buffer.from('x');
        })(),
      );
      await staged.keep(keyOf(n));
      await at.files.remove(keyOf(n));
    };
    await Promise.all(Array.from({ length: 50 }, (_, n) => put(n)));
    expect(await readdir(at.folder)).toEqual(['.incoming']);
  });

  test('cleans away what an earlier process left, not what is coming in now', async () => {
    await using at = await openFolder();
    await at.files.stage(
      (async function* () {
        yield Buffer.from('x');
      })(),
    );
    await at.files.clean(new Date(Date.now() - 60_000));
    expect(await at.count()).toBe(1);
    const later = new Date(Date.now() + 60_000);
    expect(await collect(at.files.leftovers(later))).toEqual([expect.stringMatching(/^upload .*\.incoming/)]);
    await at.files.clean(later);
    expect(await at.count()).toBe(0);
  });
});
