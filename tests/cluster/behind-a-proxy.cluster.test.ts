import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAdmin } from '#server/admin/run-admin.ts';
import { readConfig } from '#server/config.ts';
import { openExisting } from '#server/database/open.ts';
import { newId } from '#shared/ids.ts';
import { type Cluster, openCluster } from '#tests/harness/cluster.ts';
import { password, signUp } from '#tests/harness/connect.ts';
import { freePort } from '#tests/harness/free-port.ts';

const publicUrl = 'https://footnote.example';
let cluster: Cluster;
/** where the proxy finds them */
let a: string;
let b: string;
beforeAll(async () => {
  cluster = await openCluster({ PUBLIC_URL: publicUrl, TRUST_PROXY: '1' });
  [a, b] = [await startServer(), await startServer()];
});
afterAll(() => cluster[Symbol.asyncDispose]());

/** A server, which says of itself where users find it. */
async function startServer(): Promise<string> {
  const port = String(await freePort());
  await cluster.node({ PORT: port });
  return `http://127.0.0.1:${port}`;
}

/** A request as the proxy passes it on. */
const pass = (
  node: string,
  path: string,
  { from = '203.0.113.7', origin = publicUrl, cookie = '', body }: Request = {},
) =>
  fetch(node + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'x-forwarded-for': from,
      origin,
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
interface Request {
  from?: string;
  origin?: string;
  cookie?: string;
  body?: object;
}

const usage = `/trpc/usage.get?input=${encodeURIComponent('{}')}`;

test('a session that began on one server counts on the other, and ends on both', async () => {
  const account = { name: 'Ada', email: `${newId()}@example.org`, password };
  const signedUp = await pass(a, '/api/auth/sign-up/email', { body: account });
  expect(signedUp.status).toBe(200);
  const [set = ''] = signedUp.headers.getSetCookie();
  expect(set).toMatch(/^__Secure-.*; Secure/);
  const cookie = set.split(';')[0] ?? '';
  for (const node of [a, b]) expect((await pass(node, usage, { cookie })).status).toBe(200);
  expect((await pass(b, usage, { cookie, origin: 'https://evil.example' })).status).toBe(403);
  expect((await pass(b, '/api/auth/sign-out', { cookie, body: {} })).status).toBe(200);
  for (const node of [a, b]) expect((await pass(node, usage, { cookie })).status).toBe(401);
});

test('wrong passwords are counted by the client’s address, on both servers together', async () => {
  const { email } = await signUp(a);
  const attempt = (node: string, from: string) =>
    pass(node, '/api/auth/sign-in/email', { from, body: { email, password: 'wrong password' } });
  for (let n = 0; n < 10; n += 1) expect((await attempt(n % 2 === 0 ? a : b, '198.51.100.1')).status).toBe(401);
  for (const node of [a, b]) expect((await attempt(node, '198.51.100.1')).status).toBe(429);
  expect((await attempt(b, '198.51.100.2')).status).toBe(401);
});

test('metrics do not go out through the proxy', async () => {
  expect((await pass(a, '/metrics')).status).toBe(404);
  expect((await fetch(`${a}/metrics`)).status).toBe(200);
});

test('an administrator reaches the database past the servers', async () => {
  const { email, token } = await signUp(b);
  const config = readConfig({ ...cluster.env, DATA_DIR: '/nowhere' });
  const open = {
    database: () => openExisting(config),
    files: () => Promise.reject(new Error('the file store was opened')),
  };
  expect(await runAdmin(['plan', email, 'premium'], config, open)).toMatchObject({ exitCode: 0 });
  const seen = await fetch(a + usage, { headers: { authorization: `Bearer ${token}` } });
  expect(await seen.json()).toMatchObject({ result: { data: { plan: 'premium' } } });
  expect(await runAdmin(['usage', email], config, open)).toMatchObject({ exitCode: 0 });
  expect(await runAdmin(['stuck'], config, open)).toEqual({ text: 'Nothing is stuck.', exitCode: 0 });
});

test('readyz says that Redis is away, and that it is back', async () => {
  const said = async (node: string) => (await fetch(`${node}/readyz`)).text();
  await cluster.redis.stop();
  for (const node of [a, b])
    await expect.poll(() => said(node), { timeout: 10_000 }).toContain('Redis does not answer.');
  for (const node of [a, b]) expect((await fetch(`${node}/healthz`)).status).toBe(200);
  await cluster.redis.start();
  for (const node of [a, b]) await expect.poll(() => said(node), { timeout: 10_000 }).toBe('{"status":"ok"}');
});
