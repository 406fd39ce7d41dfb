import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { limits } from '#shared/limits.ts';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket } from '#tests/harness/socket.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const foreign = 'https://elsewhere.example.org';
const json = { 'content-type': 'application/json' };
const tooLong = 'x'.repeat(1_000_000);

const appError = z.object({ error: z.object({ data: z.object({ app: z.object({ code: z.string(), message: z.string() }) }) }) });
const codeOf = async (response: Response): Promise<string> => appError.parse(await response.json()).error.data.app.code;
const query = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${door.url}/trpc/${path}`, { headers });
const mutate = (headers: Record<string, string>, body: unknown = {}): Promise<Response> =>
  fetch(`${door.url}/trpc/echo`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });

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

describe('who is asking', () => {
  test('ND-1a without a session every call is UNAUTHORIZED, over HTTP and WebSocket', async () => {
    const response = await query('whoAmI');
    expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHORIZED']);
    expect((await mutate({ origin: door.url })).status).toBe(401);
    const socket = await openSocket(`${door.url}/trpc`, { origin: door.url });
    for (const method of ['query', 'subscription'] as const) {
      const answer = await socket.call(method, method === 'query' ? 'whoAmI' : 'watch');
      expect(answer.error?.data.app.code).toBe('UNAUTHORIZED');
    }
    socket.close();
  });

  test('ND-1b a forged session is UNAUTHORIZED, over HTTP and WebSocket', async () => {
    const { cookie, token } = await door.signUp();
    const forgedCookies = [`${cookie}x`, cookie.replace(/=./, '=!'), `footnote.session_token=${token}`, 'footnote.session_token=%E0%A4%A'];
    for (const forged of forgedCookies) {
      expect((await mutate({ cookie: forged, origin: door.url })).status).toBe(401);
      const socket = await openSocket(`${door.url}/trpc`, { cookie: forged, origin: door.url });
      expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
      socket.close();
    }
    for (const forged of ['', 'x', `${token}x`, `${token}.${token}`, '%00']) {
      expect((await query('whoAmI', { authorization: `Bearer ${forged}` })).status).toBe(401);
      const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
      socket.send({ method: 'connectionParams', data: { token: forged } });
      expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
      socket.close();
    }
  });

  test('a browser is known by its cookie, a program by its token, over HTTP and WebSocket', async () => {
    const { cookie, token, userId } = await door.signUp();
    const asked = [query('whoAmI', { cookie, origin: door.url }), query('whoAmI', { authorization: `Bearer ${token}` })];
    for (const response of await Promise.all(asked)) expect(await response.json()).toEqual({ result: { data: userId } });
    const browser = await openSocket(`${door.url}/trpc`, { cookie, origin: door.url });
    const program = await openSocket(`${door.url}/trpc?connectionParams=1`);
    program.send({ method: 'connectionParams', data: { token } });
    for (const socket of [browser, program]) {
      expect((await socket.call('query', 'whoAmI')).result?.data).toBe(userId);
      expect((await socket.call('subscription', 'watch')).result?.type).toBe('started');
      expect((await socket.next()).result?.data).toMatchObject({ id: '1', data: userId });
      socket.close();
    }
  });

  test('without an Origin a cookie counts for our own page’s reading only', async () => {
    const { cookie } = await door.signUp();
    const reading: [Record<string, string>, number][] = [
      [{}, 401],
      [{ 'sec-fetch-site': 'same-origin' }, 200],
      [{ 'sec-fetch-site': 'none' }, 200],
      [{ 'sec-fetch-site': 'same-site' }, 401],
      [{ 'sec-fetch-site': 'cross-site', referer: door.url }, 401],
      [{ referer: `${door.url}/classes` }, 200],
      [{ referer: foreign }, 401],
    ];
    const file = `${door.url}/api/documents/${'a'.repeat(24)}/file`;
    for (const [headers, status] of reading) {
      expect((await query('whoAmI', { cookie, ...headers })).status).toBe(status);
      expect((await fetch(file, { headers: { cookie, ...headers } })).status).toBe(status);
    }
    expect((await mutate({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(401);
    const socket = await openSocket(`${door.url}/trpc`, { cookie });
    expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
    socket.close();
  });
});

describe('origins', () => {
  test('SE-03 a foreign Origin with a cookie is refused everywhere', async () => {
    const { cookie } = await door.signUp();
    const headers = { cookie, origin: foreign };
    await expect(openSocket(`${door.url}/trpc`, headers)).rejects.toThrow('refused with 403');
    expect((await query('whoAmI', headers)).status).toBe(403);
    expect((await mutate(headers)).status).toBe(403);
    const form = new FormData();
    form.set('0', '{}');
    for (const path of ['/trpc/echo', '/api/documents?classId=x', '/api/auth/sign-out', '/api/auth/sign-in/email']) {
      expect((await fetch(door.url + path, { method: 'POST', headers, body: form })).status).toBe(403);
    }
    const text = { ...headers, 'content-type': 'text/plain' };
    expect((await fetch(`${door.url}/trpc/echo`, { method: 'POST', headers: text, body: '{}' })).status).toBe(403);
    expect((await fetch(`${door.url}/api/documents/${'a'.repeat(24)}/file`, { headers })).status).toBe(403);
    expect((await fetch(`${door.url}/api/auth/get-session`, { headers })).status).toBe(403);
    expect((await mutate({ cookie, origin: 'null' })).status).toBe(403);
    expect((await mutate({ cookie, origin: door.url.replace('http:', 'https:') })).status).toBe(403);
    expect((await mutate({ cookie, origin: door.url })).status).toBe(200);
  });

  test('a foreign page signs nobody in, with a cookie or without', async () => {
    const response = await fetch(`${door.url}/api/auth/sign-in/anonymous`, { method: 'POST', headers: { ...json, origin: foreign }, body: '{}' });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('pages of ALLOWED_ORIGINS may come with a cookie and read the answer', async () => {
    await using other = await openDoor({ ALLOWED_ORIGINS: `${foreign}/` });
    const { cookie } = await other.signUp();
    const call = `${other.url}/trpc/whoAmI`;
    const response = await fetch(call, { headers: { cookie, origin: foreign } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(foreign);
    expect((await fetch(call, { method: 'OPTIONS', headers: { origin: foreign } })).headers.get('access-control-allow-headers')).toContain('authorization');
    expect((await fetch(call, { method: 'OPTIONS', headers: { origin: 'https://x.org' } })).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('hostile input', () => {
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
    for (const text of raw) expect(await sendRaw(text), text.slice(0, 40)).toBe(400);
    for (const id of ['\u0000', '\ud800', 'x'.repeat(900_000), 'A'.repeat(24)]) {
      const response = await mutate({ authorization }, { id });
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
    }
    for (const path of ['whoAmI?input={', 'whoAmI?batch=1&input=[', 'whoAmI?input=%00', 'whoAmI?batch=1&input=%22x%22']) {
      expect((await query(path, { authorization })).status, path).toBeLessThan(500);
    }
    for (const path of ['__proto__', 'constructor', 'toString', 'a.b.c', ',']) {
      expect([400, 404], path).toContain((await query(path, { authorization })).status);
    }
    const bytes = await fetch(`${door.url}/trpc/echo`, { method: 'POST', headers: { ...json, authorization }, body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) });
    expect(bytes.status).toBe(400);
    expect((await fetch(`${door.url}/api/documents/${'A'.repeat(24)}/file`, { headers: { authorization } })).status).toBe(400);
  });

  test('SE-08 sign-up and sign-in take no such text either', async () => {
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${door.url}/api/auth${path}`, { method: 'POST', headers: { ...json, origin: door.url }, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const good = { name: 'A Student', email: 'se08@example.org', password: 'right password' };
    for (const text of ['\u0000', '\ud800', 'x'.repeat(60_000)]) {
      for (const field of ['name', 'email', 'password']) {
        const response = await post('/sign-up/email', { ...good, [field]: text });
        expect(response.status, `${field} ${text.slice(0, 3)}`).toBe(400);
      }
      expect((await post('/sign-in/email', { ...good, email: text })).status).toBe(400);
    }
    for (const body of ['', '{', 'null', '[]', '"x"', '{"email":{"$ne":1},"password":{"$ne":1}}']) {
      expect((await post('/sign-in/email', body)).status, body).toBe(400);
    }
    expect((await post('/sign-up/email', { ...good, name: tooLong })).status).toBe(413);
    expect((await fetch(`${door.url}/api/auth/nothing`)).status).toBe(404);
  });

  test('SE-08 broken, binary and hostile frames are errors, and the socket goes on', async () => {
    const { token } = await door.signUp();
    const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
    socket.send({ method: 'connectionParams', data: { token } });
    for (const frame of ['{', 'null', '"x"', '[]x', '{"id":1}', '{"id":1,"method":"query"}', '{"id":null,"method":"query","params":{"path":"whoAmI"}}']) {
      socket.sendRaw(frame);
      expect((await socket.next()).error?.data.app.code, frame).toBe('BAD_REQUEST');
    }
    socket.sendRaw(Buffer.from([0, 1, 2]));
    expect((await socket.next()).error?.data.app.code).toBe('BAD_REQUEST');
    expect((await socket.call('query', '__proto__')).error?.data.app.code).toBe('NOT_FOUND');
    expect((await socket.call('mutation', 'echo', { id: '\ud800' })).error?.data.app.code).toBe('BAD_REQUEST');
    expect((await socket.call('mutation', 'echo', { text: 'still here' })).result?.data).toEqual({ text: 'still here' });
    socket.close();
  });
});

describe('limits', () => {
  test('SE-09 the 11th wrong password is TOO_MANY_REQUESTS, another user signs in undisturbed', async () => {
    const signIn = (email: string, password: string): Promise<Response> =>
      fetch(`${door.url}/api/auth/sign-in/email`, { method: 'POST', headers: { ...json, origin: door.url }, body: JSON.stringify({ email, password }) });
    await door.signUp();
    for (let n = 1; n <= limits.wrongPasswordsPerMinute; n++) expect((await signIn('person1@example.org', `guess ${n}`)).status).toBe(401);
    const refused = await signIn('person1@example.org', 'guess 11');
    expect(refused.status).toBe(429);
    const { message } = z.object({ code: z.literal('TOO_MANY_REQUESTS'), message: z.string() }).parse(await refused.json());
    expect(message).toMatch(/Try again in \d+ s/);
    expect((await signIn('person2@example.org', 'right password')).status).toBe(200);
  });

  test('a body over 1 MB and a batch over 20 calls are refused with a reason', async () => {
    const { token } = await door.signUp();
    const authorization = `Bearer ${token}`;
    const large = await mutate({ authorization }, { text: tooLong });
    expect([large.status, await codeOf(large)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    const batch = (size: number): Promise<Response> =>
      query(`${Array.from({ length: size }, () => 'whoAmI').join(',')}?batch=1&input={}`, { authorization });
    expect((await batch(limits.batchCalls)).status).toBe(200);
    const refused = await batch(limits.batchCalls + 1);
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'BAD_REQUEST']);
  });

  test('HTTP takes JSON only, and no subscriptions', async () => {
    const { token } = await door.signUp();
    const authorization = `Bearer ${token}`;
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/jsonx']) {
      expect((await mutate({ authorization, 'content-type': type })).status, type).toBe(400);
    }
    expect((await query('watch', { authorization })).status).toBe(405);
    expect((await query('whoAmI?batch=1&input={}', { authorization, 'trpc-accept': 'application/jsonl' })).status).toBe(405);
  });

  test('a batch over 20 calls gets an error for each call over it on a socket, subscriptions are not counted', async () => {
    const { token } = await door.signUp();
    const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
    socket.send({ method: 'connectionParams', data: { token } });
    const call = (id: number, method: string, path: string) => ({ id, method, params: { path } });
    const queries = Array.from({ length: limits.batchCalls + 2 }, (_, n) => call(n, 'query', 'whoAmI'));
    const watches = Array.from({ length: 25 }, (_, n) => call(100 + n, 'subscription', 'watch'));
    socket.send([...queries, ...watches]);
    for (const { id } of queries) {
      const answer = await socket.next((message) => message.id === id);
      expect(answer.error?.data.app.code).toBe(id < limits.batchCalls ? undefined : 'BAD_REQUEST');
    }
    for (const { id } of watches) expect((await socket.next((message) => message.id === id)).result?.type).toBe('started');
    socket.close();
  });

  test('the 51st subscription of a socket is refused, one that stops makes room', async () => {
    const { token } = await door.signUp();
    const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
    socket.send({ method: 'connectionParams', data: { token } });
    for (let n = 1; n <= limits.subscriptionsPerSocket; n++) expect((await socket.call('subscription', 'watch')).result?.type).toBe('started');
    const refused = await socket.call('subscription', 'watch');
    expect(refused.error?.data.app.code).toBe('TOO_MANY_REQUESTS');
    socket.send({ id: 1, method: 'subscription.stop' });
    await socket.next((message) => message.id === 1 && message.result?.type === 'stopped');
    expect((await socket.call('subscription', 'watch')).result?.type).toBe('started');
    socket.close();
  });

  test('a frame over 1 MB closes the socket, the 21st socket of a user is refused', async () => {
    const { cookie } = await door.signUp();
    const headers = { cookie, origin: door.url };
    const open = await Promise.all(Array.from({ length: limits.socketsPerUser }, () => openSocket(`${door.url}/trpc`, headers)));
    for (const socket of open) expect((await socket.call('query', 'whoAmI')).error).toBeUndefined();
    const extra = await openSocket(`${door.url}/trpc`, headers);
    expect((await extra.next()).error?.data.app.code).toBe('TOO_MANY_REQUESTS');
    await extra.closed;
    const [first] = open;
    first?.sendRaw(JSON.stringify(tooLong));
    expect(await first?.closed).toBe(1009);
    const again = await openSocket(`${door.url}/trpc`, headers);
    expect((await again.call('query', 'whoAmI')).error).toBeUndefined();
    for (const socket of [...open, again]) socket.close();
  });

  test('the 101st socket of an address is refused', async () => {
    await using other = await openDoor();
    const open = await Promise.all(Array.from({ length: limits.socketsPerAddress }, () => openSocket(`${other.url}/trpc`)));
    await expect(openSocket(`${other.url}/trpc`)).rejects.toThrow('refused with 429');
    open[0]?.close();
    await open[0]?.closed;
    await expect.poll(() => other.sockets.open).toBe(limits.socketsPerAddress - 1);
    (await openSocket(`${other.url}/trpc`)).close();
    for (const socket of open) socket.close();
  });

  test('300 calls a minute a user, on both transports together', async () => {
    const { token } = await door.signUp();
    const authorization = `Bearer ${token}`;
    const answers: number[] = [];
    const batch = `${Array.from({ length: limits.batchCalls }, () => 'whoAmI').join(',')}?batch=1&input={}`;
    // a minute of the clock may end in between: then the count starts again
    for (let n = 0; n < (2 * limits.callsPerMinute) / limits.batchCalls + 2; n++) answers.push((await query(batch, { authorization })).status);
    expect(answers.slice(0, limits.callsPerMinute / limits.batchCalls)).not.toContain(429);
    expect(answers.some((status) => status === 429)).toBe(true);
  });
});

describe('draining', () => {
  test('clients are told to connect anew', async () => {
    const socket = await openSocket(`${door.url}/trpc`);
    const told = socket.next();
    door.sockets.reconnect();
    expect(await told).toMatchObject({ id: null });
    socket.close();
  });
});
