import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openLog } from '#server/observe/log.ts';
import { collect } from '#tests/harness/collect.ts';
import { heldMemory } from '#tests/harness/held-memory.ts';
import { startS3Server } from '#tests/harness/s3-server.ts';
import { describeFileStore } from './file-store.contract.ts';
import { openS3Files } from './s3.ts';

const key = 'user-1/0123456789abcdef01234567';
const log = openLog('silent');

async function openBucket() {
  const server = await startS3Server();
  const root = await mkdtemp(join(tmpdir(), 'footnote-files-'));
  const folder = join(root, 'reading');
  const open = (patience = {}) => openS3Files({ ...server, folder, log, patience });
  return {
    server,
    folder,
    /** another process on the same bucket */
    open,

    files: await open(),
    count: () => server.count(),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await rm(root, { recursive: true });
    },
  };
}

async function* pieces(count: number, bytes = 60_000): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield Buffer.alloc(bytes, n % 251);
}

async function keepLarge({ files }: Awaited<ReturnType<typeof openBucket>>, megabytes: number) {
  const staged = await files.stage(pieces(megabytes * 10, 100_000));
  await staged.keep(key);
  return { bytes: staged.bytes };
}

const soon = () => new Date(Date.now() + 60_000);
const unavailable = { app: { code: 'UNAVAILABLE', retryable: true } };

describe('files in S3', { timeout: 120_000 }, () => {
  describeFileStore(openBucket);

  test('cleans away what an earlier process left: objects, parts, copies; not what is coming in now', async () => {
    await using at = await openBucket();
    const { endpoint, keys, bucket } = at.server;
    await at.files.stage(pieces(1));
    const client = new S3Client({ endpoint, credentials: keys, forcePathStyle: true, region: 'us-east-1' });
    await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: '.incoming/x' }));
    await writeFile(join(at.folder, 'copy'), 'x');
    const here = await at.files.stage(pieces(1));
    await here.keep(key);
    const local = await at.files.local(key);
    const next = await at.open();
    expect(await collect(next.leftovers(new Date(Date.now() - 60_000)))).toEqual([]);
    expect(await collect(at.files.leftovers(soon()))).toEqual([
      'parts of .incoming/x',
      `copy ${join(at.folder, 'copy')}`,
    ]);
    expect(await collect(next.leftovers(soon()))).toHaveLength(4);
    await at.files.clean(soon());
    expect([await at.count(), await readdir(at.folder)]).toEqual([2, [expect.any(String)]]);
    await local?.release();
    await next.clean(soon());
    expect([await at.count(), await readdir(at.folder)]).toEqual([1, []]);
    expect(await next.open(key)).not.toBeNull();
  });

  test('lists more than S3 tells at once', async () => {
    await using at = await openBucket();
    const keys = Array.from({ length: 1_003 }, (_, n) => `user-1/${n.toString(16).padStart(24, '0')}`);
    await at.server.plant(keys);
    expect((await collect(at.files.list('user-1'))).map((file) => file.key)).toEqual(keys);
  });

  test('local copies are the owner’s alone and are gone when they are released', async () => {
    await using at = await openBucket();
    await keepLarge(at, 1);
    const local = await at.files.local(key);
    const { mode, size } = await stat(local?.path ?? '');
    expect([mode & 0o777, size, (await stat(at.folder)).mode & 0o777]).toEqual([0o600, 1_000_000, 0o700]);
    await local?.release();
    expect(await readdir(at.folder)).toEqual([]);
  });

  test('a store that is away fails as such, at once, and leaves nothing', async () => {
    await using at = await openBucket();
    await keepLarge(at, 1);
    const staged = await at.files.stage(pieces(1));
    const file = await at.files.open(key);
    at.server.line.goAway();
    await expect(at.files.stage(pieces(1))).rejects.toMatchObject(unavailable);
    await expect(at.files.stage(pieces(100))).rejects.toMatchObject(unavailable);
    await expect(at.files.open(key)).rejects.toMatchObject(unavailable);
    await expect(at.files.local(key)).rejects.toMatchObject(unavailable);
    await expect(at.files.remove(key)).rejects.toMatchObject(unavailable);
    await expect(staged.keep(`${key.slice(0, -1)}8`)).rejects.toMatchObject(unavailable);
    await expect(staged.discard()).rejects.toMatchObject(unavailable);
    await expect(collect(at.files.list())).rejects.toMatchObject(unavailable);
    await expect(file && buffer(file.read())).rejects.toMatchObject(unavailable);
    expect(await readdir(at.folder)).toEqual([]);
    at.server.line.comeBack();
    await staged.discard();
    expect(await at.count()).toBe(1);
  });

  test('a store that falls silent fails as such, in time', async () => {
    await using at = await openBucket();
    await keepLarge(at, 1);
    const files = await at.open({ connect: 500, quick: 500, transfer: 500, stall: 500 });
    const file = await at.files.open(key);
    at.server.line.misbehave({ silent: true });
    await expect(files.stage(pieces(1))).rejects.toMatchObject(unavailable);
    await expect(files.open(key)).rejects.toMatchObject(unavailable);
    await expect(files.local(key)).rejects.toMatchObject(unavailable);
    at.server.line.misbehave(null);
    expect(file && (await buffer(file.read())).length).toBe(1_000_000);
    expect(await readdir(at.folder)).toEqual([]);
  });

  test('content that the store breaks off, or no longer sends, is a failure and no short file', async () => {
    await using at = await openBucket();
    await keepLarge(at, 4);
    const file = await at.files.open(key);
    at.server.line.misbehave({ cutAfter: 300_000 });
    await expect(file && buffer(file.read())).rejects.toMatchObject(unavailable);
    await expect(at.files.local(key)).rejects.toMatchObject(unavailable);
    at.server.line.misbehave(null);
    at.server.line.reset();
    const files = await at.open({ stall: 500 });
    const stream = (await files.open(key))?.read();
    await once(stream ?? process, 'readable');
    at.server.line.misbehave({ silent: true });
    await expect(stream && buffer(stream)).rejects.toMatchObject(unavailable);
    expect(await readdir(at.folder)).toEqual([]);
  });

  test('a reader that goes away ends the request, before it is answered or in the middle', async () => {
    await using at = await openBucket();
    await keepLarge(at, 20);
    const file = await at.files.open(key);
    const stream = file?.read();
    await once(stream ?? process, 'data');
    stream?.destroy();
    await expect.poll(() => at.server.open).toBe(0);
    const before = at.server.asked.length;
    file?.read().destroy();
    await expect.poll(() => at.server.open).toBe(0);
    expect(at.server.asked.length - before).toBeLessThanOrEqual(1);
  });

  test('a reader may take its time: nothing is given up, and little is in memory', async () => {
    await using at = await openBucket();
    const { bytes } = await keepLarge(at, 20);
    const file = await (await at.open({ stall: 3_000 })).open(key);
    const before = heldMemory();
    const streams = Array.from({ length: 8 }, () => file?.read());
    await Promise.all(streams.map((stream) => once(stream ?? process, 'readable')));
    // longer than the store may take for its next bytes
    await sleep(4_000);
    expect(heldMemory() - before).toBeLessThan(40_000_000);
    for (const stream of streams) expect(stream && (await buffer(stream)).length).toBe(bytes);
  });

  test('an upload waits for the store, with two parts in memory at most, whatever its length', async () => {
    await using at = await openBucket();
    let come = 0;
    async function* watched() {
      for await (const piece of pieces(400, 100_000)) {
        come += piece.length;
        yield piece;
      }
    }
    const goOn = at.server.holdUploads();
    const staging = at.files.stage(watched());
    // the part that waits, its last piece, and what the stream before it holds
    await expect.poll(() => come).toBeGreaterThan(5_200_000);
    await sleep(500);
    expect(come).toBeLessThan(5_700_000);
    goOn();
    const staged = await staging;
    expect(staged.bytes).toBe(40_000_000);
    await staged.discard();
    expect(await at.count()).toBe(0);
  });

  test('a bucket that cannot be used is said before the start', async () => {
    await using at = await openBucket();
    const { endpoint, keys, bucket } = at.server;
    const open = (changed: object) => openS3Files({ endpoint, keys, bucket, folder: at.folder, log, ...changed });
    await expect(open({ bucket: 'another' })).rejects.toThrow(
      /^S3_BUCKET: there is no bucket another at 127\.0\.0\.1:/,
    );
    await expect(open({ keys: { accessKeyId: 'x', secretAccessKey: 'y' } })).rejects.toThrow(/^S3_ACCESS_KEY_ID: /);
    await expect(open({ endpoint: 'http://127.0.0.1:1' })).rejects.toThrow(/^S3_ENDPOINT: no S3 answers at 127/);
  });
});
