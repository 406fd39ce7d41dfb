import { GetObjectCommand } from '@aws-sdk/client-s3';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange } from '../file-store.ts';
import type { Bucket } from './bucket.ts';
import { answered, unavailable } from './s3-failure.ts';

/**
 * An object's content as it comes, or a part of it. What its reader does not take waits at S3; a reader that goes away
 * ends the request.
 */
export function readObject(bucket: Bucket, key: string, range?: ByteRange): Readable {
  const out = new PassThrough();
  const left = new AbortController();
  out.once('close', () => left.abort());
  const copy = async (): Promise<void> => {
    const content = await getObject(bucket, key, left.signal, range);
    if (content === null) throw new Error(`the file ${key} is gone`);
    await handOver(bucket, content, out, left.signal);
  };
  copy().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}

/** @returns null where there is no such object */
export async function getObject(
  { client, name, patience, log }: Bucket,
  key: string,
  abortSignal: AbortSignal,
  range?: ByteRange,
): Promise<Readable | null> {
  const get = new GetObjectCommand({
    Bucket: name,
    Key: key,
    ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }),
  });
  const call = client.send(get, { abortSignal, requestTimeout: patience.quick });
  const found = await answered(log, call).catch((error: unknown) => {
    throw abortSignal.aborted ? abortSignal.reason : error;
  });
  if (found === null) return null;
  if (!(found.Body instanceof Readable)) throw new Error(`the file ${key} has no content`);
  return found.Body;
}

/** @throws Failure UNAVAILABLE where the content breaks off or no longer comes */
export async function handOver(
  { patience, log }: Bucket,
  content: Readable,
  out: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<void> {
  async function* watched(): AsyncGenerator<Uint8Array> {
    const chunks: AsyncIterator<Uint8Array> = content[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await within(patience.stall, chunks.next());
        if (next.done === true) return;
        yield next.value;
      }
    } catch (error) {
      throw signal.aborted ? error : unavailable(log, error);
    } finally {
      content.destroy();
    }
  }
  const stop = (): void => void content.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await pipeline(watched, out, { signal });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`nothing came for ${ms} ms`)), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
