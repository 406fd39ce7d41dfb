import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  type ListMultipartUploadsCommandOutput,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { Bucket } from './bucket.ts';
import { answered, statusOf, unavailable } from './s3-failure.ts';

/** S3 tells whole seconds, of its own clock: nothing counts as older than it may be. */
const marginMs = 5_000;

const later = (time: Date): Date => new Date(time.getTime() + marginMs);

/** Every object whose key begins with `prefix`; `writtenAt` is at most 5 s too late, never too early. */
export async function* listObjects(
  { client, name, log }: Bucket,
  prefix: string,
): AsyncGenerator<{ key: string; writtenAt: Date }> {
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: name, Prefix: prefix })) {
      for (const { Key, LastModified } of Contents)
        if (Key !== undefined && LastModified !== undefined) yield { key: Key, writtenAt: later(LastModified) };
    }
  } catch (error) {
    throw unavailable(log, error);
  }
}

/** An upload in parts that has not been put together. */
export interface OpenUpload {
  key: string;
  uploadId: string;
  begunAt: Date;
}

/** Uploads in parts whose key begins with `prefix`; none where the server does not tell of them. */
export async function* listUploads(bucket: Bucket, prefix: string): AsyncGenerator<OpenUpload> {
  let after: Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'> | null = {};
  while (after !== null) {
    const page: ListMultipartUploadsCommandOutput | null = await uploadsAfter(bucket, prefix, after);
    for (const { Key: key, UploadId: uploadId, Initiated } of page?.Uploads ?? [])
      if (key?.startsWith(prefix) === true && uploadId !== undefined && Initiated !== undefined)
        yield { key, uploadId, begunAt: later(Initiated) };
    after =
      page?.IsTruncated === true ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : null;
  }
}

/** null where the server knows no such list */
async function uploadsAfter(
  { client, name, patience, log }: Bucket,
  prefix: string,
  after: Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'>,
): Promise<ListMultipartUploadsCommandOutput | null> {
  const list = new ListMultipartUploadsCommand({ Bucket: name, Prefix: prefix, ...after });
  try {
    return await client.send(list, { requestTimeout: patience.quick });
  } catch (error) {
    if (statusOf(error) === 501) return null;
    throw unavailable(log, error);
  }
}

/** Ends an upload in parts and removes them. */
export async function abortUpload({ client, name, patience, log }: Bucket, upload: OpenUpload): Promise<void> {
  const abort = new AbortMultipartUploadCommand({ Bucket: name, Key: upload.key, UploadId: upload.uploadId });
  await answered(log, client.send(abort, { requestTimeout: patience.quick }));
}
