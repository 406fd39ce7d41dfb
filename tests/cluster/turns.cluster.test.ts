import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { ask } from '#tests/harness/ask.ts';
import { type Cluster, type Node, openCluster } from '#tests/harness/cluster.ts';
import type { Client } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { rowsOfSession } from '#tests/harness/rows-of-session.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
let cluster: Cluster;
let one: Node;
let other: Node;

beforeAll(async () => {
  cluster = await openCluster();
  [one, other] = await Promise.all([cluster.node(), cluster.node()]);
});
afterAll(() => cluster[Symbol.asyncDispose]());

/** Somebody with a document, connected to both servers. */
async function reader() {
  const person = await cluster.person(one);
  const clients: [Client, Client] = [one.connect(person), other.connect(person)];
  const { classId } = await classWith(one, { token: person.token, client: clients[0] }, [osmosis]);
  return { ...person, classId, clients };
}

const chats = async (client: Client) => (await client.usage.get.query()).chats;
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;
const rowsOf = (sessionId: string) => rowsOfSession(cluster.database, sessionId);

test('a question waited for on one server is given by the other too, while it is answered and afterwards', async () => {
  const { clients, classId } = await reader();
  const input = { turnId: newId(), text, classId };
  const calling = cluster.model.nextCall();
  const waiting = clients.map((client) => client.turns.askAndWait.mutate(input));
  (await calling).send('Water moves [1].').finish();
  const [turn, same] = await Promise.all(waiting);
  expect(turn?.answers[0]?.content).toBe('Water moves [1].');
  expect(same).toEqual(turn);
  expect(await clients[1].turns.askAndWait.mutate(input)).toEqual(turn);
  expect(await chats(clients[1])).toMatchObject({ used: 1, held: 0 });
});

test('DL-01 a session deleted on another server in mid-stream: upstream closed, one end for all, charged once, swept by both', async () => {
  const { clients, classId } = await reader();
  const calling = cluster.model.nextCall();
  const { watch, runId, sessionId, turnId } = await ask(clients[0], { text, classId });
  const call = await calling;
  call.send('Osmosis');
  const far = watchRun(clients[1], runId);
  await Promise.all([watch, far].map((each) => each.until((event) => event.type === 'token')));
  await clients[1].sessions.delete.mutate({ sessionId });
  await call.closed;
  for (const each of [watch, far]) {
    expect((await each.end).type).toBe('stopped');
    expect(each.seen.filter(({ id }) => id === 'end')).toHaveLength(1);
  }
  for (const client of clients) {
    expect(await codeOf(client.sessions.get.query({ sessionId }))).toBe('NOT_FOUND');
    expect(await codeOf(client.turns.get.query({ turnId }))).toBe('NOT_FOUND');
    expect(await codeOf(watchRun(client, runId).end)).toBe('NOT_FOUND');
    expect(await chats(client)).toMatchObject({ used: 1, held: 0 });
  }
  expect(await rowsOf(sessionId)).toBe(2);
  await expect.poll(() => rowsOf(sessionId), { timeout: 20_000, interval: 500 }).toBe(0);
  expect(await chats(clients[0])).toMatchObject({ used: 1, held: 0 });
});

test('a personal token that is revoked on one server lets nobody in on the other, also on a socket that is open', async () => {
  const { clients, classId, ...person } = await reader();
  const { token, tokenId } = await clients[0].tokens.create.mutate({ name: 'Script' });
  const program = other.connect({ ...person, token });
  const calling = cluster.model.nextCall();
  const { watch } = await ask(program, { text, classId });
  const call = await calling;
  await clients[0].tokens.revoke.mutate({ tokenId });
  expect(await codeOf(program.usage.get.query())).toBe('UNAUTHORIZED');
  expect(await codeOf(watch.end)).toBe('UNAUTHORIZED');
  call.finish();
});

test('DL-01 a server is killed with a run in a session that is then deleted: the wait and the watch end, nothing is charged or left', async () => {
  const { clients, classId } = await reader();
  const calling = cluster.model.nextCall();
  const input = { turnId: newId(), text, classId };
  const { watch, sessionId } = await ask(clients[0], input);
  const call = await calling;
  call.send('Osmosis');
  await watch.until((event) => event.type === 'token');
  const far = watchRun(clients[1], input.turnId);
  await far.until((event) => event.type === 'token');
  const waiting = clients[1].turns.askAndWait.mutate(input);
  await one.kill();
  const deleting = clients[1].sessions.delete.mutate({ sessionId });
  expect(await far.end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED' } });
  expect(await deleting).toEqual({});
  await waiting.then(
    (turn) => expect(turn.error?.code).toBe('INTERRUPTED'),
    async (error: unknown) => expect((await refusal(Promise.reject(error))).code).toBe('NOT_FOUND'),
  );
  expect(await chats(clients[1])).toMatchObject({ used: 0, held: 0 });
  await expect.poll(() => rowsOf(sessionId), { timeout: 25_000, interval: 500 }).toBe(0);
  await one.start();
});
