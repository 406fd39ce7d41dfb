import { request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { uploadReplySchema } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import { openDiskFiles } from '#server/files/disk.ts';
import { openDoor } from '#tests/harness/door.ts';
import { classOf } from '#tests/harness/library.ts';
import { serveTestLibrary } from '#tests/harness/library-server.ts';

test('a file that cannot be taken through a fault of the server says so, and the next one is taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-uploads-'));
  const disk = await openDiskFiles(folder);
  let isFull = true;
  const stage: typeof disk.stage = async (content) => {
    if (!isFull) return disk.stage(content);
    isFull = false;
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  await using server = await serveTestLibrary('user-1', { files: { ...disk, stage } });
  const form = new FormData();
  for (const name of ['a.txt', 'b.txt']) form.append('files', new Blob([`${name} `.repeat(20_000)]), name);
  const classId = await classOf(server.at.library, 'user-1');
  const response = await fetch(`${server.url}/api/documents?classId=${classId}`, { method: 'POST', body: form });
  const { documents, refused } = uploadReplySchema.parse(await response.json());
  expect(response.status).toBe(201);
  expect(documents.map(({ name }) => name)).toEqual(['b.txt']);
  expect(refused.map(({ file, error }) => [file, error.code])).toEqual([['a.txt', 'UNAVAILABLE']]);
  await rm(folder, { recursive: true });
});

test('the largest file has the time that it takes over a slow line', async () => {
  await using door = await openDoor();
  const [bytes, bytesPerSecond] = [50_000_000, 20_000];
  expect(door.server.requestTimeout).toBeGreaterThan((bytes / bytesPerSecond) * 1_000);
});

test('an upload whose line is dead is given up, and its place is free', async () => {
  await using server = await serveTestLibrary('user-1', {}, 'disk', 200);
  const { library, database } = server.at;
  const sent = request(`${server.url}/api/documents?classId=${await classOf(library, 'user-1')}`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  sent.on('error', () => undefined);
  sent.write(`--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n${'text '.repeat(20_000)}`);
  await expect.poll(() => server.handled.length).toBe(1);
  expect(await server.handled[0]).toMatchObject({ app: { code: 'BAD_REQUEST' } });
  expect((await database.db.shelves.where({ userId: 'user-1' }).first())?.documents).toBe(0);
  expect(await server.at.store.count()).toBe(0);
});

test('of one user’s uploads four are under way at once; a fifth is refused until one ends', async () => {
  await using server = await serveTestLibrary('user-1', { freeDocuments: 10 });
  const classId = await classOf(server.at.library, 'user-1');
  const url = `${server.url}/api/documents?classId=${classId}`;
  const begin = (n: number) => {
    const sent = request(url, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    sent.write(`--x\r\nContent-Disposition: form-data; name="files"; filename="${n}.txt"\r\n\r\ntext ${n}`);
    return sent;
  };
  const whole = () => {
    const form = new FormData();
    form.append('files', new Blob(['another text']), 'another.txt');
    return fetch(url, { method: 'POST', body: form });
  };
  const [first, ...others] = Array.from({ length: limits.uploadsAtOnce }, (_, n) => begin(n));
  await expect.poll(() => server.handled.length).toBe(limits.uploadsAtOnce);

  const refused = await whole();
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: 'TOO_MANY_REQUESTS' } }]);

  first?.end('\r\n--x--\r\n');
  expect(await server.handled[0]).toBeNull();
  expect((await whole()).status).toBe(201);
  for (const other of others) other.end('\r\n--x--\r\n');
  expect(await Promise.all(server.handled.slice(1, limits.uploadsAtOnce))).toEqual([null, null, null]);
});
