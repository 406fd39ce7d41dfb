import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { procedures } from '#tests/harness/procedures.ts';
import { openSocket } from '#tests/harness/socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const ids = ['sessionId', 'turnId', 'runId', 'classId', 'documentId', 'passageId', 'tokenId'] as const;
const good = {
  ...Object.fromEntries(ids.map((name) => [name, newId()])),
  name: 'Biology',
  text: 'What is osmosis?',
  query: 'osmosis',
  search: 'osmosis',
  page: 1,
  current: 0,
  reaction: 'like',
  source: 'main_app',
  limit: 10,
};
const texts = ['\u0000', '\ud800', 'a\udc00b', 'x'.repeat(900_000)];
const hostile: [string, unknown[]][] = [
  ...ids.map((name): [string, unknown[]] => [name, [...texts, '', 'A'.repeat(24), 7, null, { $gt: '' }, ['x']]]),
  ...['name', 'text', 'query', 'search'].map((name): [string, unknown[]] => [name, [...texts, { $gt: '' }]]),
  ...['cursor', 'lastEventId'].map((name): [string, unknown[]] => [name, [...texts, '', 'e30=', '-1', { $gt: '' }]]),
  ...['page', 'current', 'limit'].map((name): [string, unknown[]] => [name, [-1, 1e308, 0.5, '1', 2 ** 31]]),
  ['documentIds', [texts, [{}], 'x', Array.from({ length: 51 }, newId)]],
  ['reaction', ['\u0000', 'love']],
  ['source', ['\u0000', '__proto__']],
];

test.each(procedures)('SE-08 hostile input to $path never ends as INTERNAL', async ({ path, kind }) => {
  const { token } = await app.person();
  const socket = await openSocket(`${app.url}/trpc?connectionParams=1`);
  socket.send({ method: 'connectionParams', data: { token } });
  const failed: string[] = [];
  for (const [name, values] of hostile) {
    for (const value of values) {
      const answer = await socket.call(kind, path, { ...good, turnId: newId(), [name]: value });
      const code = answer.error?.data.app.code;
      if (code === 'INTERNAL' || code === 'UNAVAILABLE') failed.push(`${name}: ${JSON.stringify(value).slice(0, 40)}`);
    }
  }
  expect(failed).toEqual([]);
  for (const input of [null, [], 'x', 7, { toString: 'x', __proto__: null }]) {
    expect((await socket.call(kind, path, input)).error?.data.app.code).not.toBe('INTERNAL');
  }
  socket.close();
});
