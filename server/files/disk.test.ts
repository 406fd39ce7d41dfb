import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
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
});
