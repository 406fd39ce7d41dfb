import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect } from '#tests/harness/collect.ts';
import { openDiskFiles } from './disk.ts';
import { describeFileStore } from './file-store.contract.ts';

describe('files in a folder', () => {
  describeFileStore(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-files-'));
    return {
      files: await openDiskFiles(folder),
      count: async () => {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).length;
      },
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
    };
  });

  test('what somebody else put into the folder is not listed and stops nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-files-'));
    const files = await openDiskFiles(folder);
    await writeFile(join(folder, '.DS_Store'), 'x');
    expect(await collect(files.list())).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
