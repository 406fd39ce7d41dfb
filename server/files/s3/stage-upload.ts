import { CopyObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { requireFileKey } from '../file-key.ts';
import type { StagedFile } from '../file-store.ts';
import type { Bucket } from './bucket.ts';
import { answered, unavailable } from './s3-failure.ts';

/** Where uploads lie until they are kept; no user has this name. */
export const incoming = '.incoming/';
/** The least that S3 takes; a part is sent before the next one is gathered. */
const partSize = 5 * 1_024 * 1_024;

/**
 * Writes content to an object of its own: in one request up to 5 MiB, else in parts of 5 MiB. About two parts are in
 * memory at a time, the one that is gathered and its joined copy, whatever the content's length.
 *
 * @param live the uploads of this process, which are nobody's leftovers
 */
export async function stageUpload(
  bucket: Bucket,
  live: Set<string>,
  content: AsyncIterable<Uint8Array>,
): Promise<StagedFile> {
  const key = `${incoming}${randomUUID()}`;
  live.add(key);
  let isOver = false;
  const end = (): void => {
    isOver = true;
    live.delete(key);
  };
  try {
    const bytes = await upload(bucket, key, content);
    return {
      bytes,
      keep: async (kept) => {
        await copyObject(bucket, key, requireFileKey(kept));
        end();
        // it is kept; what is left of the upload is cleaned away later
        await removeObject(bucket, key).catch(() => {});
      },
      discard: async () => {
        if (!isOver) await removeObject(bucket, key);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

async function upload(bucket: Bucket, key: string, content: AsyncIterable<Uint8Array>): Promise<number> {
  const { client, name, log } = bucket;
  let bytes = 0;
  let broken: { error: unknown } | null = null;
  const source = content[Symbol.asyncIterator]();
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const next = await source.next().catch((error: unknown) => {
          broken = { error };
          throw error;
        });
        if (next.done === true) return;
        bytes += next.value.length;
        yield next.value;
      }
    } finally {
      await source.return?.();
    }
  }
  const body = Readable.from(counted(), { objectMode: false });
  body.on('error', () => {});
  const sending = new Upload({ client, params: { Bucket: name, Key: key, Body: body }, partSize, queueSize: 1 });
  try {
    await sending.done();
    return bytes;
  } catch (error) {
    throwBroken(broken);
    const failure = unavailable(log, error);
    // S3 may have taken it although its reply was lost
    await removeObject(bucket, key).catch(() => {});
    throw failure;
  }
}

/** What ended the content is thrown on, not what the upload made of it. */
function throwBroken(broken: { error: unknown } | null): void {
  if (broken !== null) throw broken.error;
}

async function copyObject({ client, name, log }: Bucket, key: string, kept: string): Promise<void> {
  const copy = new CopyObjectCommand({ Bucket: name, Key: kept, CopySource: `${name}/${key}` });
  if ((await answered(log, client.send(copy))) === null) throw new Error('the upload was kept or discarded already');
}

/** Removing what is not there does nothing. */
export async function removeObject({ client, name, patience, log }: Bucket, key: string): Promise<void> {
  const remove = new DeleteObjectCommand({ Bucket: name, Key: key });
  await answered(log, client.send(remove, { requestTimeout: patience.quick }));
}
