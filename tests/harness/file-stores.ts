import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskFiles } from '#server/files/disk.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { openS3Files } from '#server/files/s3.ts';
import { openLog } from '#server/observe/log.ts';
import { startS3Server } from './s3-server.ts';

/** The twins. */
export const storeKinds = ['disk', 'S3'] as const;
export type StoreKind = (typeof storeKinds)[number];

export interface TestStore extends AsyncDisposable {
  files: FileStore;
  /** where files lie, or copies of them while they are read */
  folder: string;
  /** how many files there are, kept or not */
  count(): Promise<number>;
  /** Takes the store away, and brings it back. */
  goAway(): void;
  comeBack(): void;
}

/** A file store of a test's own. */
export async function openTestStore(kind: StoreKind = 'disk'): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-files-'));
  const countIn = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };
  const remove = () => rm(folder, { recursive: true, force: true });
  if (kind === 'disk') {
    const cannot = (): never => {
      throw new Error('a disk does not go away');
    };
    const files = await openDiskFiles(folder);
    return { files, folder, count: countIn, goAway: cannot, comeBack: cannot, [Symbol.asyncDispose]: remove };
  }
  const server = await startS3Server();
  return {
    files: await openS3Files({ ...server, folder, log: openLog('silent') }),
    folder,
    count: async () => (await server.count()) + (await countIn()),
    goAway: () => server.line.goAway(),
    comeBack: () => server.line.comeBack(),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await remove();
    },
  };
}
