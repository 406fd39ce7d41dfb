import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { runAdmin } from '#server/admin/run-admin.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { postAuth } from '#tests/harness/calls.ts';
import { openSocket } from '#tests/harness/socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, { passwords: undefined });
});
afterAll(() => app[Symbol.asyncDispose]());

const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const asBrowser = (path: string, cookie: string, body?: object): Promise<Response> =>
  fetch(app.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, origin: app.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const person = (email: string, password = 'right password') => ({ name: 'A Student', email, password });

test('AC-01 sign up, out and in; wrong password and unknown address answer the same', async () => {
  const cookie = cookieOf(await postAuth(app.url, '/sign-up/email', person('ac01@example.org')));
  expect((await asBrowser('/trpc/usage.get', cookie)).status).toBe(200);
  expect((await asBrowser('/api/auth/sign-out', cookie, {})).status).toBe(200);
  expect((await asBrowser('/trpc/usage.get', cookie)).status).toBe(401);
  const again = await postAuth(app.url, '/sign-in/email', person('ac01@example.org'));
  expect((await asBrowser('/trpc/usage.get', cookieOf(again))).status).toBe(200);
  const wrong = await postAuth(app.url, '/sign-in/email', person('ac01@example.org', 'wrong password'));
  const unknown = await postAuth(app.url, '/sign-in/email', person('nobody@example.org', 'wrong password'));
  expect([wrong.status, await wrong.json()]).toEqual([401, await unknown.json()]);
  expect(unknown.status).toBe(401);
});

test('a guest who makes an account keeps what is there, on a socket that is open too', async () => {
  const cookie = cookieOf(await postAuth(app.url, '/sign-in/anonymous', {}));
  const socket = await openSocket(`${app.url}/trpc`, { cookie, origin: app.url });
  const classId = newId();
  expect((await socket.call('mutation', 'classes.create', { classId, name: 'Biology' })).error).toBeUndefined();
  expect((await asBrowser('/api/auth/sign-up/email', cookie, person('guest@example.org'))).status).toBe(200);
  const signedIn = cookieOf(await postAuth(app.url, '/sign-in/email', person('guest@example.org')));
  for (const mine of [cookie, signedIn]) {
    const list = await asBrowser(`/trpc/classes.list?input=${encodeURIComponent('{}')}`, mine);
    expect(await list.json()).toMatchObject({ result: { data: { classes: [{ classId }] } } });
  }
  expect((await socket.call('query', 'classes.list', {})).result?.data).toMatchObject({ classes: [{ classId }] });
  socket.close();
});

test('the admin command reaches the running server, and open tabs hear of it', async () => {
  const { email, token } = await app.person();
  const socket = await openSocket(`${app.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  await socket.call('subscription', 'events.watch', {});
  await socket.next(({ result }) => JSON.stringify(result?.data)?.includes('"reset"') ?? false);
  const never = () => Promise.reject(new Error('the database was opened'));
  const opens = { database: never, files: never };
  expect(await runAdmin(['plan', email, 'premium'], app.config, opens)).toMatchObject({ exitCode: 0 });
  const told = await socket.next(({ result }) => JSON.stringify(result?.data)?.includes('usage.changed') ?? false);
  expect(told.result?.data).toMatchObject({ data: { usage: { plan: 'premium', chats: { limit: null } } } });
  socket.close();
});
