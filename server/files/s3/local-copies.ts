import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalFile } from '../file-store.ts';
import { makeFolder } from '../make-folder.ts';
import { oldFiles } from '../old-files.ts';
import type { Bucket } from './bucket.ts';
import { getObject, handOver } from './read-object.ts';

/** Copies of objects on this machine, for those who need a file; only this server's owner may look into the folder. */
export interface LocalCopies {
  /** null where there is no such object */
  copy(key: string): Promise<LocalFile | null>;
  /** Those that were left behind: made before `before`, and not by this process. */
  leftovers(before: Date): AsyncIterable<string>;
}

export async function openLocalCopies(bucket: Bucket, folder: string): Promise<LocalCopies> {
  await makeFolder(folder, 0o700);
  const live = new Set<string>();

  return {
    copy: async (key) => {
      const whole = new AbortController().signal;
      const content = await getObject(bucket, key, whole);
      if (content === null) return null;
      const path = join(folder, randomUUID());
      live.add(path);
      const release = async (): Promise<void> => {
        await rm(path, { force: true });
        live.delete(path);
      };
      try {
        await handOver(bucket, content, createWriteStream(path, { flags: 'wx', mode: 0o600 }), whole);
        return { path, release };
      } catch (error) {
        await release();
        throw error;
      }
    },

    leftovers: async function* (before) {
      for await (const path of oldFiles(folder, before)) if (!live.has(path)) yield path;
    },
  };
}
