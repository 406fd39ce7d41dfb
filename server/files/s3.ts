import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { rm, statfs } from 'node:fs/promises';
import type { Log } from '#server/observe/log.ts';
import { isFileKey, requireFileKey } from './file-key.ts';
import type { FileStore } from './file-store.ts';
import { openBucket, type Patience, type S3Settings } from './s3/bucket.ts';
import { abortUpload, listObjects, listUploads } from './s3/list-objects.ts';
import { openLocalCopies } from './s3/local-copies.ts';
import { readObject } from './s3/read-object.ts';
import { answered } from './s3/s3-failure.ts';
import { incoming, removeObject, stageUpload } from './s3/stage-upload.ts';

interface Options extends S3Settings {
  /** a folder of this machine for copies that other processes read */
  folder: string;
  log: Log;
  /** tests wait for less */
  patience?: Partial<Patience>;
}

/**
 * Files in a bucket of S3, or of a server that speaks its protocol. An upload lies under a name that nobody opens and is
 * copied to its key when it is kept, within S3.
 *
 * @throws FileStoreError where the bucket cannot be reached, or may not be used
 */
export async function openS3Files({ folder, log, patience = {}, ...settings }: Options): Promise<FileStore> {
  const bucket = await openBucket(settings, log, patience);
  const { client, name, patience: own } = bucket;
  const copies = await openLocalCopies(bucket, folder);
  const live = new Set<string>();

  const oldUploads = async function* (before: Date) {
    for await (const { key, writtenAt } of listObjects(bucket, incoming))
      if (writtenAt < before && !live.has(key))
        yield { what: `upload ${key}`, remove: () => removeObject(bucket, key) };
    for await (const upload of listUploads(bucket, incoming))
      if (upload.begunAt < before && !live.has(upload.key))
        yield { what: `parts of ${upload.key}`, remove: () => abortUpload(bucket, upload) };
    for await (const path of copies.leftovers(before))
      yield { what: `copy ${path}`, remove: () => rm(path, { force: true }) };
  };

  return {
    stage: (content) => stageUpload(bucket, live, content),

    open: async (key) => {
      const head = new HeadObjectCommand({ Bucket: name, Key: requireFileKey(key) });
      const found = await answered(log, client.send(head, { requestTimeout: own.quick }));
      if (found === null) return null;
      return { bytes: found.ContentLength ?? 0, read: (range) => readObject(bucket, key, range) };
    },

    local: async (key) => copies.copy(requireFileKey(key)),

    remove: async (key) => removeObject(bucket, requireFileKey(key)),

    list: async function* (userId) {
      for await (const file of listObjects(bucket, userId === undefined ? '' : `${userId}/`))
        if (isFileKey(file.key)) yield file;
    },

    // S3 has room; reading what is uploaded takes some on this machine
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },

    leftovers: async function* (before) {
      for await (const { what } of oldUploads(before)) yield what;
    },

    clean: async (before) => {
      for await (const { remove } of oldUploads(before)) await remove();
    },
  };
}
