import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFileKey, requireFileKey } from './file-key.ts';
import type { FileStore, StagedFile } from './file-store.ts';
import { makeFolder } from './make-folder.ts';
import { missingAsNull } from './missing.ts';
import { oldFiles } from './old-files.ts';

const incoming = '.incoming';

/** Files in a folder; a file is synced before it gets its name, and its name before that is reported. */
export async function openDiskFiles(folder: string): Promise<FileStore> {
  await makeFolder(join(folder, incoming));
  const pathOf = (key: string): string => join(folder, requireFileKey(key));

  return {
    stage: (content) => stage(join(folder, incoming, randomUUID()), pathOf, content),

    open: async (key) => {
      const path = pathOf(key);
      const found = await missingAsNull(stat(path));
      if (found === null) return null;
      return { bytes: found.size, read: (range) => createReadStream(path, range ?? {}) };
    },

    local: async (key) => {
      const path = pathOf(key);
      return (await missingAsNull(stat(path))) === null ? null : { path, release: async () => {} };
    },

    remove: async (key) => {
      const path = pathOf(key);
      await rm(path, { force: true });
      // a user's folder goes with its last file
      await rmdir(dirname(path)).catch(() => {});
    },

    list: async function* (userId) {
      const users = userId === undefined ? await readdir(folder) : [userId];
      for (const user of users) {
        for (const name of (await missingAsNull(readdir(join(folder, user)))) ?? []) {
          const key = `${user}/${name}`;
          const found = isFileKey(key) ? await missingAsNull(stat(join(folder, key))) : null;
          if (found) yield { key, writtenAt: found.mtime };
        }
      }
    },

    freeBytes: async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },

    leftovers: async function* (before) {
      for await (const path of oldFiles(join(folder, incoming), before)) yield `upload ${path}`;
    },

    clean: async (before) => {
      for await (const path of oldFiles(join(folder, incoming), before)) await rm(path, { force: true });
    },
  };
}

async function stage(
  path: string,
  pathOf: (key: string) => string,
  content: AsyncIterable<Uint8Array>,
): Promise<StagedFile> {
  let bytes = 0;
  try {
    const file = await open(path, 'wx');
    try {
      for await (const chunk of content) {
        await file.writeFile(chunk);
        bytes += chunk.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return {
    bytes,
    keep: async (key) => {
      const kept = pathOf(key);
      await moveInto(path, kept);
      await syncFolder(dirname(kept));
    },
    discard: () => rm(path, { force: true }),
  };
}

/** The folder may go with the last file in it between being made and being moved into. */
async function moveInto(path: string, kept: string): Promise<void> {
  for (let isMoved = false; !isMoved;) {
    await makeUserFolder(dirname(kept));
    isMoved = (await missingAsNull(rename(path, kept).then(() => true))) ?? false;
    if (!isMoved) await stat(path);
  }
}

async function makeUserFolder(folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
