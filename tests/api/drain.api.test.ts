import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '#server/api/router.ts';
import { ask } from '#tests/harness/ask.ts';
import { signUp } from '#tests/harness/connect.ts';
import { dataOfTest } from '#tests/harness/data-of-test.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { type ModelServer, startModelServer } from '#tests/harness/model-server.ts';
import { type ServerProcess, startServerProcess } from '#tests/harness/server-process.ts';
import { openSocket } from '#tests/harness/socket.ts';
import { watchRun } from '#tests/harness/watch-run.ts';
import { newId } from '#shared/ids.ts';

const text = 'What is osmosis?';
const data = dataOfTest();
let model: ModelServer;

beforeEach(async () => {
  model = await startModelServer();
});
afterEach(() => model[Symbol.asyncDispose]());

const start = (graceMs: number): Promise<ServerProcess> =>
  startServerProcess({ ...data.env, OPENAI_BASE_URL: model.baseUrl, SHUTDOWN_GRACE_MS: String(graceMs) });

/** A server with somebody who has asked, and whose answer is written by hand. */
async function answering(graceMs: number) {
  const server = await start(graceMs);
  const account = await signUp(server.url);
  const connection = data.join(server.url, account.token);
  const { client } = connection;
  const { classId } = await classWith(server, { ...account, client }, [osmosis]);
  model.next('by hand');
  const asked = await ask(client, { text, classId });
  const call = await model.nextCall();
  call.send('Half an answer ');
  await asked.watch.until((event) => event.type === 'token');
  return { server, account, connection, client, classId, call, ...asked };
}

const statusOf = (path: string): Promise<number> =>
  fetch(path).then(
    ({ status }) => status,
    () => 0,
  );

test('RS-12 SIGTERM: not ready, no new runs; a running one finishes within the grace, also for a watcher that comes back', async () => {
  const { server, account, connection, client, classId, call, watch, turnId } = await answering(20_000);
  await using _ = server;
  const exited = server.end('SIGTERM');
  await expect.poll(() => statusOf(`${server.url}/readyz`)).toBe(503);
  expect(await statusOf(`${server.url}/healthz`)).toBe(200);
  const refused: unknown = await client.turns.ask
    .mutate({ turnId: newId(), text, classId })
    .catch((error: unknown) => error);
  if (!(refused instanceof TRPCClientError)) throw new Error('a question was taken');
  expect(refused.data).toMatchObject({ httpStatus: 503, app: { code: 'UNAVAILABLE', retryable: true } });
  connection.drop();
  call.send('and the rest [1].');
  await watch.until((event) => event.type === 'token' && event.text.includes('rest'));
  const late = watchRun(data.join(server.url, account.token).client, turnId);
  await late.until((event) => event.type === 'token');
  call.finish();
  const [end, lateEnd] = await Promise.all([watch.end, late.end]);
  expect([end.type, lateEnd.type]).toEqual(['completed', 'completed']);
  expect(end.turn.answers[0]?.content).toBe(watch.text);
  expect(late.text).toBe(watch.text);
  expect(await exited).toBe(0);
  data.leave();
  await using again = await start(100);
  expect(await data.join(again.url, account.token).client.turns.get.query({ turnId })).toEqual(end.turn);
});

test('RS-12 what does not finish within the grace ends as INTERRUPTED, and whoever watches it or waits for it hears so before the end', async () => {
  const { server, account, classId, watch, turnId } = await answering(300);
  await using _ = server;
  const socket = await openSocket(`${server.url}/trpc`);
  const overHttp = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${server.url}/trpc`, headers: { authorization: `Bearer ${account.token}` } })],
  });
  model.next('by hand');
  const waited = overHttp.turns.askAndWait.mutate({ turnId: newId(), text, classId });
  await model.nextCall();
  const exited = server.end('SIGTERM');
  expect(await waited).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } });
  expect(await watch.end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED', retryable: true } });
  expect(await socket.closed).toBe(1001);
  expect(await exited).toBe(0);
  data.leave();
  await using again = await start(100);
  const { client } = data.join(again.url, account.token);
  expect(await client.turns.get.query({ turnId })).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } });
  expect((await client.usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });
});

test('RS-12 whoever does not read does not delay the exit', async () => {
  const { server, account, classId, client, call, watch } = await answering(100);
  await using _ = server;
  call.send('x'.repeat(60_000)).finish();
  const { turn } = await watch.end;
  model.next('by hand');
  const { runId } = await client.turns.ask.mutate({ turnId: newId(), text, classId });
  const deaf = await openSocket(`${server.url}/trpc?connectionParams=1`);
  deaf.send({ method: 'connectionParams', data: { token: account.token } });
  await deaf.call('subscription', 'turns.watch', { runId });
  deaf.pause();
  for (let id = 100; id < 300; id++)
    deaf.send({ id, method: 'query', params: { path: 'turns.get', input: { turnId: turn.turnId } } });
  const began = performance.now();
  expect(await server.end('SIGTERM')).toBe(0);
  // a line that is not read is given up after 30 s
  expect(performance.now() - began).toBeLessThan(25_000);
  deaf.close();
});

test('RS-12 a second signal ends it at once', async () => {
  const { server } = await answering(25_000);
  await using _ = server;
  const exited = server.end('SIGTERM');
  await expect.poll(() => statusOf(`${server.url}/readyz`)).toBe(503);
  const began = performance.now();
  expect(await server.end('SIGTERM')).toBe(1);
  expect(await exited).toBe(1);
  // well before the grace of 25 s
  expect(performance.now() - began).toBeLessThan(20_000);
});
