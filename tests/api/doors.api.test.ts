import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { codeOf, mutate, query } from '#tests/harness/calls.ts';
import { type Door, openDoor } from '#tests/harness/door.ts';
import { openSocket } from '#tests/harness/socket.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const foreign = 'https://elsewhere.example.org';
const json = { 'content-type': 'application/json' };

describe('who is asking', () => {
  test('ND-1a without a session every call is UNAUTHORIZED, over HTTP and WebSocket', async () => {
    const response = await query(door.url, 'whoAmI');
    expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHORIZED']);
    expect((await mutate(door.url, { origin: door.url })).status).toBe(401);
    const socket = await openSocket(`${door.url}/trpc`, { origin: door.url });
    for (const method of ['query', 'subscription'] as const) {
      const answer = await socket.call(method, method === 'query' ? 'whoAmI' : 'watch');
      expect(answer.error?.data.app.code).toBe('UNAUTHORIZED');
    }
    socket.close();
  });

  test('ND-1b a forged session is UNAUTHORIZED, over HTTP and WebSocket', async () => {
    const { cookie, token } = await door.signUp();
    const forgedCookies = [
      `${cookie}x`,
      cookie.replace(/=./, '=!'),
      `footnote.session_token=${token}`,
      'footnote.session_token=%E0%A4%A',
    ];
    for (const forged of forgedCookies) {
      expect((await mutate(door.url, { cookie: forged, origin: door.url })).status).toBe(401);
      const socket = await openSocket(`${door.url}/trpc`, { cookie: forged, origin: door.url });
      expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
      socket.close();
    }
    for (const forged of ['', 'x', `${token}x`, `${token}.${token}`, '%00']) {
      expect((await query(door.url, 'whoAmI', { authorization: `Bearer ${forged}` })).status).toBe(401);
      const socket = await openSocket(`${door.url}/trpc?connectionParams=1`);
      socket.send({ method: 'connectionParams', data: { token: forged } });
      expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
      socket.close();
    }
  });

  test('a browser is known by its cookie, a program by its token, over HTTP and WebSocket', async () => {
    const { cookie, token, userId } = await door.signUp();
    const asked = [
      query(door.url, 'whoAmI', { cookie, origin: door.url }),
      query(door.url, 'whoAmI', { authorization: `Bearer ${token}` }),
    ];
    for (const response of await Promise.all(asked))
      expect(await response.json()).toEqual({ result: { data: userId } });
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

  test('a line that names its user is nobody’s where the cookie is another’s', async () => {
    const [one, other] = [await door.signUp(), await door.signUp()];
    const as = async (userId: string) => {
      const socket = await openSocket(`${door.url}/trpc?as=${userId}`, { cookie: one.cookie, origin: door.url });
      const answer = await socket.call('query', 'whoAmI');
      socket.close();
      return answer.result?.data ?? answer.error?.data.app.code;
    };
    expect(await as(one.userId)).toBe(one.userId);
    for (const meant of [other.userId, '', '%00', `${one.userId}x`]) expect(await as(meant)).toBe('UNAUTHORIZED');
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
      expect((await query(door.url, 'whoAmI', { cookie, ...headers })).status).toBe(status);
      expect((await fetch(file, { headers: { cookie, ...headers } })).status).toBe(status);
    }
    expect((await mutate(door.url, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(401);
    const socket = await openSocket(`${door.url}/trpc`, { cookie });
    expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
    socket.close();
  });

  test('a token in an address lets nobody in, and is not in the log where a call fails', async () => {
    const lines: string[] = [];
    await using own = await openDoor({}, { log: pino({}, { write: (line: string) => void lines.push(line) }) });
    const { token } = await own.signUp();
    const address = `${own.url}/trpc?token=${token}`;
    const socket = await openSocket(address);
    expect((await socket.call('query', 'whoAmI')).error?.data.app.code).toBe('UNAUTHORIZED');
    socket.close();
    expect((await query(own.url, `whoAmI?token=${token}`)).status).toBe(401);
    vi.spyOn(own.auth, 'admit').mockRejectedValue(new Error('a fault'));
    await expect(openSocket(address)).rejects.toThrow('refused with 500');
    expect(lines.join('')).toContain('a fault');
    expect(lines.join('')).not.toContain(token);
  });
});

describe('origins', () => {
  test('SE-03 a foreign Origin with a cookie is refused everywhere', async () => {
    const { cookie } = await door.signUp();
    const headers = { cookie, origin: foreign };
    await expect(openSocket(`${door.url}/trpc`, headers)).rejects.toThrow('refused with 403');
    expect((await query(door.url, 'whoAmI', headers)).status).toBe(403);
    expect((await mutate(door.url, headers)).status).toBe(403);
    const form = new FormData();
    form.set('0', '{}');
    for (const path of ['/trpc/echo', '/api/documents?classId=x', '/api/auth/sign-out', '/api/auth/sign-in/email']) {
      expect((await fetch(door.url + path, { method: 'POST', headers, body: form })).status).toBe(403);
    }
    const text = { ...headers, 'content-type': 'text/plain' };
    expect((await fetch(`${door.url}/trpc/echo`, { method: 'POST', headers: text, body: '{}' })).status).toBe(403);
    expect((await fetch(`${door.url}/api/documents/${'a'.repeat(24)}/file`, { headers })).status).toBe(403);
    expect((await fetch(`${door.url}/api/auth/get-session`, { headers })).status).toBe(403);
    expect((await mutate(door.url, { cookie, origin: 'null' })).status).toBe(403);
    expect((await mutate(door.url, { cookie, origin: door.url.replace('http:', 'https:') })).status).toBe(403);
    expect((await mutate(door.url, { cookie, origin: door.url })).status).toBe(200);
  });

  test('a foreign page signs nobody in, with a cookie or without; a program may', async () => {
    const signIn = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${door.url}/api/auth/sign-in/anonymous`, { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
    for (const headers of [
      { origin: foreign },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const response = await signIn(headers);
      expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null]);
    }
    expect((await signIn({})).status).toBe(200);
    const signUp = { name: 'A Program', email: 'program@example.org', password: 'right password' };
    const response = await fetch(`${door.url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(signUp),
    });
    expect(response.status).toBe(200);
  });

  test('pages of ALLOWED_ORIGINS may come with a cookie and read the answer', async () => {
    await using other = await openDoor({ ALLOWED_ORIGINS: `${foreign}/` });
    const { cookie } = await other.signUp();
    const call = `${other.url}/trpc/whoAmI`;
    const response = await fetch(call, { headers: { cookie, origin: foreign } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(foreign);
    expect(
      (await fetch(call, { method: 'OPTIONS', headers: { origin: foreign } })).headers.get(
        'access-control-allow-headers',
      ),
    ).toContain('authorization');
    expect(
      (await fetch(call, { method: 'OPTIONS', headers: { origin: 'https://x.org' } })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBeNull();
  });
});
