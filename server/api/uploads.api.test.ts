import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { uploadReplySchema } from '#shared/document.ts';
import { appErrorSchema } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { storeKinds } from '#tests/harness/file-stores.ts';
import { classOf } from '#tests/harness/library.ts';
import { serveTestLibrary } from '#tests/harness/library-server.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';

const user = 'user-1';
const errorSchema = z.object({ error: appErrorSchema });

async function send(
  url: string,
  classId: string,
  files: readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[],
  field = 'files',
) {
  const form = new FormData();
  for (const [name, content] of files) form.append(field, new Blob([content]), name);
  const response = await fetch(`${url}/api/documents?classId=${classId}`, { method: 'POST', body: form });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

describe.each(storeKinds)('an upload to %s', (kind) => {
  const serve = (settings: Parameters<typeof serveTestLibrary>[1] = {}) => serveTestLibrary(user, settings, kind);

  test('takes what it can and says of the rest why not', async () => {
    await using server = await serve({ fileBytes: 300_000 });
    const classId = await classOf(server.at.library, user);
    const { status, body } = await send(server.url, classId, [
      ['Zellen – Übung.pdf', makePdf([['Cells']])],
      ['large.txt', 'x'.repeat(400_000)],
      ['photo.pdf', '\x89PNG\r\n\x1a\n\0'],
      ['empty.md', ''],
      ['notes.md', '# Osmosis'],
      ['again.md', '# Osmosis'],
    ]);
    expect(status).toBe(201);
    const { documents, refused } = uploadReplySchema.parse(body);
    expect(documents.map(({ name, kind }) => [name, kind])).toEqual([
      ['Zellen – Übung.pdf', 'pdf'],
      ['notes.md', 'markdown'],
    ]);
    expect(refused.map(({ file, error }) => [file, error.code])).toEqual([
      ['large.txt', 'PAYLOAD_TOO_LARGE'],
      ['photo.pdf', 'BAD_REQUEST'],
      ['empty.md', 'BAD_REQUEST'],
      ['again.md', 'CONFLICT'],
    ]);
    expect(await server.at.store.count()).toBe(2);
  });

  test('of which nothing is taken has the status of its first refusal', async () => {
    await using server = await serve({ fileBytes: 1_000, freeDocuments: 1 });
    const classId = await classOf(server.at.library, user);
    const statusOf = async (...files: [string, string][]) => (await send(server.url, classId, files)).status;
    expect(await statusOf(['large.txt', 'x'.repeat(1_001)])).toBe(413);
    expect(await statusOf(['fake.pdf', 'text'], ['large.txt', 'x'.repeat(1_001)])).toBe(400);
    expect(await statusOf()).toBe(400);
    expect(await statusOf(['x.txt', 'x'])).toBe(201);
    expect(await statusOf(['y.txt', 'y'])).toBe(403);
    const { body } = await send(server.url, classId, [['x.txt', 'x']]);
    expect(errorSchema.parse(body).error.code).toBe('QUOTA_EXCEEDED');
    expect(uploadReplySchema.parse(body).refused).toMatchObject([{ file: 'x.txt' }]);
  });

  test('holds at most ten files', async () => {
    await using server = await serve({ freeDocuments: 50 });
    const classId = await classOf(server.at.library, user);
    const { body } = await send(
      server.url,
      classId,
      Array.from({ length: 12 }, (_, n) => [`${n}.txt`, `text ${n}`] as const),
    );
    const { documents, refused } = uploadReplySchema.parse(body);
    expect(documents).toHaveLength(10);
    expect(refused.map(({ file }) => file)).toEqual(['10.txt', '11.txt']);
  });

  test('of several files lists the last first', async () => {
    await using server = await serve({ freeDocuments: 50 });
    const classId = await classOf(server.at.library, user);
    const names = Array.from({ length: 10 }, (_, n) => `${n}.txt`);
    await send(
      server.url,
      classId,
      names.map((name) => [name, `text of ${name}`] as const),
    );
    const { documents } = await server.at.library.listDocuments(user, { classId, limit: 20 });
    expect(documents.map(({ name }) => name)).toEqual(names.toReversed());
  });

  test('into no class, or another user’s, is refused before its body is read', async () => {
    await using server = await serve();
    const foreign = await classOf(server.at.library, 'user-2');
    for (const [classId, status] of [
      [newId(), 404],
      [foreign, 404],
      ['nonsense', 400],
      ['', 400],
    ] as const) {
      const sent = request(`${server.url}/api/documents?classId=${classId}`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 10_000_000 },
      });
      sent.on('error', () => undefined);
      sent.flushHeaders();
      const response = await new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
      expect(response.statusCode).toBe(status);
      sent.destroy();
    }
  });

  test('that is too large as a whole, or no multipart form, is refused', async () => {
    await using server = await serve({ fileBytes: 1_000 });
    const classId = await classOf(server.at.library, user);
    const post = async (headers: Record<string, string>, body: string) => {
      const response = await fetch(`${server.url}/api/documents?classId=${classId}`, { method: 'POST', headers, body });
      return [response.status, errorSchema.parse(await response.json()).error.code];
    };
    expect(await post({ 'content-type': 'application/json' }, '{}')).toEqual([400, 'BAD_REQUEST']);
    expect(await post({ 'content-type': 'multipart/form-data' }, 'x')).toEqual([400, 'BAD_REQUEST']);
    expect(await post({ 'content-type': 'multipart/form-data; boundary=x' }, '--x\r\nno end')).toEqual([
      400,
      'BAD_REQUEST',
    ]);
    const form = new FormData();
    for (let n = 0; n < 3; n += 1) form.append('files', new Blob(['x'.repeat(500_000)]), `${n}.txt`);
    expect((await fetch(`${server.url}/api/documents?classId=${classId}`, { method: 'POST', body: form })).status).toBe(
      413,
    );
    expect(await server.at.store.count()).toBe(0);
  });

  test('that the client breaks off leaves nothing behind, and the next one goes well', async () => {
    await using server = await serve();
    const classId = await classOf(server.at.library, user);
    const { db } = server.at.database;
    for (const beginning of [
      '--x\r\n',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n',
      `--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n${'text '.repeat(20_000)}`,
    ]) {
      const sent = request(`${server.url}/api/documents?classId=${classId}`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      });
      sent.on('error', () => undefined);
      await new Promise((resolve) => sent.write(beginning, resolve));
      sent.destroy();
    }
    const shelf = async () => (await db.shelves.where({ userId: user }).first())?.documents ?? 0;
    await expect.poll(async () => [await server.at.store.count(), await shelf()]).toEqual([0, 0]);
    expect((await send(server.url, classId, [['b.txt', 'text']])).status).toBe(201);
    expect(await shelf()).toBe(1);
  });

  test('of other fields is ignored', async () => {
    await using server = await serve();
    const classId = await classOf(server.at.library, user);
    expect((await send(server.url, classId, [['b.txt', 'text']], 'avatar')).status).toBe(400);
    expect(await server.at.store.count()).toBe(0);
  });
});

test('an upload while S3 is away is refused as such, counts nothing and leaves nothing', async () => {
  await using server = await serveTestLibrary(user, {}, 'S3');
  const { at } = server;
  const classId = await classOf(at.library, user);
  const shelf = async () => (await at.database.db.shelves.where({ userId: user }).first())?.documents;
  at.store.goAway();
  const { status, body } = await send(server.url, classId, [
    ['a.txt', 'Osmosis moves water.'],
    ['b.txt', 'Enzymes are proteins. '.repeat(300_000)],
  ]);
  expect(status).toBe(503);
  expect(uploadReplySchema.parse(body).refused.map(({ file, error }) => [file, error.code, error.retryable])).toEqual([
    ['a.txt', 'UNAVAILABLE', true],
    ['b.txt', 'PAYLOAD_TOO_LARGE', false],
  ]);
  expect([await at.database.db.documents.all(), await shelf()]).toEqual([[], 0]);
  at.store.comeBack();
  expect(await at.store.count()).toBe(0);
  expect((await send(server.url, classId, [['a.txt', 'Osmosis moves water.']])).status).toBe(201);
  expect([await shelf(), await at.store.count()]).toEqual([1, 1]);
});
