import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { codeOf } from '#tests/harness/calls.ts';
import { procedures } from '#tests/harness/procedures.ts';
import { openSocket, type RawSocket } from '#tests/harness/socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const overHttp = (path: string, kind: string, headers: Record<string, string>): Promise<Response> =>
  kind === 'query'
    ? fetch(`${app.url}/trpc/${path}`, { headers })
    : fetch(`${app.url}/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      });

/** Calls everything as nobody, or as somebody who only says so; gives what was let in. */
async function letIn(headers: Record<string, string>, socket: RawSocket): Promise<string[]> {
  const open: string[] = [];
  for (const { path, kind } of procedures) {
    const answer = await socket.call(kind, path, {});
    if (answer.error?.data.app.code !== 'UNAUTHORIZED') open.push(`${path} over WebSocket`);
    if (kind === 'subscription') continue;
    const response = await overHttp(path, kind, headers);
    if (response.status !== 401 || (await codeOf(response)) !== 'UNAUTHORIZED') open.push(`${path} over HTTP`);
  }
  const routes = [
    ['POST', `/api/documents?classId=${newId()}`],
    ['GET', `/api/documents/${newId()}/file`],
  ] as const;
  for (const [method, path] of routes) {
    if ((await fetch(app.url + path, { method, headers })).status !== 401) open.push(path);
  }
  socket.close();
  return open;
}

test('SE-02 every procedure and file route without a session is UNAUTHORIZED, over HTTP and WebSocket', async () => {
  expect(procedures.length).toBeGreaterThan(25);
  expect(await letIn({}, await openSocket(`${app.url}/trpc`))).toEqual([]);
});

test('ND-1a no session: asking is UNAUTHORIZED, over HTTP and WebSocket, and nothing is stored', async () => {
  const client = app.overHttp(null);
  const question = { turnId: newId(), text: 'What is osmosis?' };
  await expect(client.turns.ask.mutate(question)).rejects.toMatchObject({ data: { app: { code: 'UNAUTHORIZED' } } });
  const socket = await openSocket(`${app.url}/trpc`, { origin: app.url });
  expect((await socket.call('mutation', 'turns.ask', question)).error?.data.app.code).toBe('UNAUTHORIZED');
  socket.close();
  expect(await app.app.database.native.collection('turns').countDocuments({})).toBe(0);
});

test('ND-1b a forged session is UNAUTHORIZED, over HTTP and WebSocket', async () => {
  const { token } = await app.person();
  for (const forged of [`${token}x`, `${token}.${token}`]) {
    const socket = await openSocket(`${app.url}/trpc?connectionParams=1`);
    socket.send({ method: 'connectionParams', data: { token: forged } });
    expect(await letIn({ authorization: `Bearer ${forged}` }, socket)).toEqual([]);
  }
  const cookie = `footnote.session_token=${token}.${'A'.repeat(43)}%3D`;
  const headers = { cookie, origin: app.url };
  expect(await letIn(headers, await openSocket(`${app.url}/trpc`, headers))).toEqual([]);
});
