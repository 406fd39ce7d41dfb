import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, openDoor } from '#tests/harness/door.ts';

let door: Door;
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(door.url + path, { headers });

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

test('a server without a built web app says so', async () => {
  const response = await get('/');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
});

test('files are served as they are, addresses of the app get its page', async () => {
  await mkdir(join(door.webRoot, 'assets'));
  await writeFile(join(door.webRoot, 'index.html'), '<title>Footnote</title>');
  await writeFile(join(door.webRoot, 'assets/app-4f2a.js'), 'export {}');
  await writeFile(join(door.webRoot, '../secret.txt'), 'secret');
  for (const path of ['/', '/classes/abc?x=1', '/reset-password', '/index.html']) {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([200, '<title>Footnote</title>']);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  }
  const script = await get('/assets/app-4f2a.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await get('/', { 'if-none-match': (await get('/')).headers.get('etag') ?? '' })).status).toBe(304);
  const head = await fetch(door.url, { method: 'HEAD' });
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['23', '']);
});

test('what is not there is not found, and nothing beside the app is served', async () => {
  for (const path of [
    '/assets/gone.js',
    '/favicon.png',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2f..%2fetc/passwd.txt',
    '/api/nothing',
    '/trpc',
    '/trpcx',
  ]) {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  }
  expect((await fetch(door.url, { method: 'DELETE' })).status).toBe(400);
});

test('SE-11 pages load from their own origin only, hold no objects and are framed by nobody', async () => {
  const { headers } = await get('/');
  const policy = headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]) {
    expect(policy.split('; ')).toContain(part);
  }
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('strict-transport-security')).toBeNull();
});

test('healthz says that it is alive, readyz whether the database answers', async () => {
  await using other = await openDoor();
  expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${other.url}/readyz`)).status).toBe(200);
});
