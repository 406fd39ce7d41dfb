import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { storeKinds } from '#tests/harness/file-stores.ts';
import { heldMemory } from '#tests/harness/held-memory.ts';
import { classOf } from '#tests/harness/library.ts';
import { serveTestLibrary } from '#tests/harness/library-server.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';

const user = 'user-1';

describe.each(storeKinds)('the original of a document, on %s', (kind) => {
  const serve = (settings: Parameters<typeof serveTestLibrary>[1] = {}) => serveTestLibrary(user, settings, kind);

  test('SE-11 comes whole, with what it is and nothing that a browser might run', async () => {
    await using server = await serve();
    const classId = await classOf(server.at.library, user);
    const pdf = makePdf([['Cells']]);
    const { documentId } = await server.at.accept(user, classId, 'Zellen "1" – Übung.pdf', pdf);
    const response = await fetch(`${server.url}/api/documents/${documentId}/file`);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(pdf);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `inline; filename="Zellen _1_ _ _bung.pdf"; filename*=UTF-8''Zellen%20%221%22%20%E2%80%93%20%C3%9Cbung.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
    });
    const notes = await server.at.accept(user, classId, 'notes.md', '<script>alert(1)</script>');
    const other = await fetch(`${server.url}/api/documents/${notes.documentId}/file`);
    expect(other.headers.get('content-type')).toBe('text/markdown');
    expect(other.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(await other.text()).toBe('<script>alert(1)</script>');
  });

  test('comes in the ranges that are asked for', async () => {
    await using server = await serve();
    const { documentId } = await server.at.accept(user, await classOf(server.at.library, user), 'x.txt', '0123456789');
    const get = async (headers: Record<string, string>, method = 'GET') => {
      const response = await fetch(`${server.url}/api/documents/${documentId}/file`, { headers, method });
      return [response.status, await response.text(), response.headers.get('content-range')];
    };
    expect(await get({ range: 'bytes=2-4' })).toEqual([206, '234', 'bytes 2-4/10']);
    expect(await get({ range: 'bytes=7-' })).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await get({ range: 'bytes=-3' })).toEqual([206, '789', 'bytes 7-9/10']);
    expect(await get({ range: 'bytes=0-999' })).toEqual([206, '0123456789', 'bytes 0-9/10']);
    expect(await get({ range: 'bytes=10-' })).toEqual([416, '', 'bytes */10']);
    expect(await get({ range: 'bytes=-0' })).toEqual([416, '', 'bytes */10']);
    for (const whole of ['bytes=5-2', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=x']) {
      expect(await get({ range: whole })).toEqual([200, '0123456789', null]);
    }
    expect(await get({ range: 'bytes=2-4', 'if-range': '"something else"' })).toEqual([200, '0123456789', null]);
    expect(await get({}, 'HEAD')).toEqual([200, '', null]);
  });

  test('RS-09 that is not read waits where it is kept, not in memory, and goes on when it is read', async () => {
    await using server = await serve({ fileBytes: 60_000_000 });
    const classId = await classOf(server.at.library, user);
    const content = 'Osmosis moves water. '.repeat(2_000_000);
    const { documentId } = await server.at.accept(user, classId, 'x.txt', content);
    const before = heldMemory();
    const responses = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<IncomingMessage>((resolve) =>
            get(`${server.url}/api/documents/${documentId}/file`, { agent: false }, resolve),
          ),
      ),
    );
    for (const response of responses) response.pause();
    // the system's buffers fill up; then nothing moves any more
    let come = 0;
    await expect
      .poll(() => come === (come = responses.reduce((sum, { socket }) => sum + socket.bytesRead, 0)), {
        interval: 200,
        timeout: 20_000,
      })
      .toBe(true);
    expect(heldMemory() - before).toBeLessThan(30_000_000);
    expect(come).toBeLessThan(content.length);
    for (const response of responses) {
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length)).resume();
      await once(response, 'end');
      expect(length).toBe(content.length);
    }
  }, 120_000);

  test('may be left half-way, as viewers do: nothing has failed then', async () => {
    await using server = await serve({ fileBytes: 40_000_000 });
    const classId = await classOf(server.at.library, user);
    const { documentId } = await server.at.accept(user, classId, 'x.txt', 'Osmosis moves water. '.repeat(1_500_000));
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/api/documents/${documentId}/file`, { signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    expect(await server.handled[0]).toBeNull();
  });

  test('is not there for anybody else, or when it is deleted', async () => {
    await using server = await serve();
    const status = async (documentId: string) => (await fetch(`${server.url}/api/documents/${documentId}/file`)).status;
    const foreign = await server.at.accept('user-2', await classOf(server.at.library, 'user-2'), 'x.txt', 'theirs');
    const mine = await server.at.accept(user, await classOf(server.at.library, user), 'x.txt', 'mine');
    expect(await status(foreign.documentId)).toBe(404);
    expect(await status(newId())).toBe(404);
    expect(await status('nonsense')).toBe(404);
    expect(await status(mine.documentId)).toBe(200);
    await server.at.library.deleteDocument(user, mine.documentId);
    expect(await status(mine.documentId)).toBe(404);
  });
});

test('an original that S3 does not give is UNAVAILABLE; one that vanished from it is not there', async () => {
  await using server = await serveTestLibrary(user, {}, 'S3');
  const { at } = server;
  const { documentId } = await at.accept(user, await classOf(at.library, user), 'x.txt', 'Osmosis moves water.');
  const look = async () => (await fetch(`${server.url}/api/documents/${documentId}/file`)).status;
  at.store.goAway();
  expect(await look()).toBe(503);
  at.store.comeBack();
  expect(await look()).toBe(200);
  await at.files.remove(`${user}/${documentId}`);
  expect(await look()).toBe(404);
});

test('a document is read from S3 by way of a copy that is gone afterwards; one whose file vanished fails and says so', async () => {
  await using server = await serveTestLibrary(user, {}, 'S3');
  const { at } = server;
  const classId = await classOf(at.library, user);
  const read = await at.accept(user, classId, 'cells.pdf', makePdf([['Cells are small.']]));
  const gone = await at.accept(user, classId, 'x.txt', 'Osmosis moves water.');
  await at.files.remove(`${user}/${gone.documentId}`);
  await at.library.start(true);
  expect(await at.settled(read.documentId)).toMatchObject({ status: 'ready', pages: 1 });
  expect(await at.settled(gone.documentId)).toMatchObject({
    status: 'failed',
    error: 'The file is no longer there. Upload it again.',
  });
  expect(await readdir(at.folder)).toEqual([]);
});
