import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, mutate, postAuth, query } from '#tests/harness/calls.ts';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket } from '#tests/harness/socket.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const tooLong = 'x'.repeat(1_000_000);

/** Sends bytes that no client would, and gives the status that comes back. */
const sendRaw = (text: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])));
    socket.on('error', reject);
  });

test('SE-08 NUL, lone surrogates and 1 MB in addresses, headers and ids are BAD_REQUEST, never 500', async () => {
  const { token } = await door.signUp();
  const authorization = `Bearer ${token}`;
  const raw = [
    'GET /%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /%ED%A0%80 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET /trpc/%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET //x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET http:// HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: x\r\nx-thing: a\u0000b\r\nconnection: close\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: x\r\nx-thing: ${tooLong}\r\nconnection: close\r\n\r\n`,
    `GET /${tooLong} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    'no HTTP at all\r\n\r\n',
  ];
  for (const text of raw) expect(await sendRaw(text)).toBe(400);
  for (const id of ['\u0000', '\ud800', 'x'.repeat(900_000), 'A'.repeat(24)]) {
    const response = await mutate(door.url, { authorization }, { id });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
  }
  for (const path of ['whoAmI?input={', 'whoAmI?batch=1&input=[', 'whoAmI?input=%00', 'whoAmI?batch=1&input=%22x%22']) {
    expect((await query(door.url, path, { authorization })).status).toBeLessThan(500);
  }
  for (const path of ['__proto__', 'constructor', 'toString', 'a.b.c', ',']) {
    expect([400, 404]).toContain((await query(door.url, path, { authorization })).status);
  }
  const bytes = await fetch(`${door.url}/trpc/echo`, {
    method: 'POST',
    headers: { ...json, authorization },
    body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  });
  expect(bytes.status).toBe(400);
  expect((await fetch(`${door.url}/api/documents/${'A'.repeat(24)}/file`, { headers: { authorization } })).status).toBe(
    400,
  );
});

test('SE-08 a body that is no JSON is BAD_REQUEST; an empty one is no input', async () => {
  const { token } = await door.signUp();
  const headers = { ...json, authorization: `Bearer ${token}` };
  for (const path of ['echo', 'echo?batch=1'])
    for (const body of ['{', 'x', '{"id":}', '['.repeat(100_000)]) {
      const response = await fetch(`${door.url}/trpc/${path}`, { method: 'POST', headers, body });
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
    }
  expect((await fetch(`${door.url}/trpc/echo`, { method: 'POST', headers })).status).toBe(200);
});

test('SE-08 odd addresses below /api/auth and odd methods are refused, never 500', async () => {
  for (const path of ['//', '//[', '//:', '/..//', '/%2e%2e/auth//:'])
    for (const method of ['GET', 'POST'])
      expect([400, 404]).toContain(
        await sendRaw(`${method} /api/auth${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      );
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])
    expect(await sendRaw(`${method} /trpc/echo HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toBe(400);
});

test('SE-08 sign-up and sign-in take no such text either', async () => {
  const post = (path: string, body: unknown) => postAuth(door.url, path, body);
  const good = { name: 'A Student', email: 'se08@example.org', password: 'right password' };
  for (const text of ['\u0000', '\ud800', 'x'.repeat(60_000)]) {
    for (const field of ['name', 'email', 'password']) {
      const response = await post('/sign-up/email', { ...good, [field]: text });
      expect(response.status).toBe(400);
    }
    expect((await post('/sign-in/email', { ...good, email: text })).status).toBe(400);
  }
  for (const body of ['', '{', 'null', '[]', '"x"', '{"email":{"$ne":1},"password":{"$ne":1}}']) {
    expect((await post('/sign-in/email', body)).status).toBe(400);
  }
  expect((await post('/sign-up/email', { ...good, name: tooLong })).status).toBe(413);
  expect((await fetch(`${door.url}/api/auth/nothing`)).status).toBe(404);
});

test('SE-08 broken, binary and hostile frames are errors, and the socket goes on', async () => {
  const { token } = await door.signUp();
  const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  for (const frame of [
    '{',
    'null',
    '"x"',
    '[]x',
    '{"id":1}',
    '{"id":1,"method":"query"}',
    '{"id":null,"method":"query","params":{"path":"whoAmI"}}',
  ]) {
    socket.sendRaw(frame);
    expect((await socket.next()).error?.data.app.code).toBe('BAD_REQUEST');
  }
  socket.sendRaw(Buffer.from([0, 1, 2]));
  expect((await socket.next()).error?.data.app.code).toBe('BAD_REQUEST');
  expect((await socket.call('query', '__proto__')).error?.data.app.code).toBe('NOT_FOUND');
  expect((await socket.call('mutation', 'echo', { id: '\ud800' })).error?.data.app.code).toBe('BAD_REQUEST');
  expect((await socket.call('mutation', 'echo', { text: 'still here' })).result?.data).toEqual({
    text: 'still here',
  });
  socket.close();
});
