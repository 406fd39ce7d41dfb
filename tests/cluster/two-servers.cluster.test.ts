import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { ask } from '#tests/harness/ask.ts';
import { type Cluster, type Node, openCluster } from '#tests/harness/cluster.ts';
import type { Client } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
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
async function reader(used = 0) {
  const person = await cluster.person(one);
  const clients: [Client, Client] = [one.connect(person), other.connect(person)];
  const { classId } = await classWith(one, { token: person.token, client: clients[0] }, [osmosis]);
  if (used > 0) {
    const month = new Date().toISOString().slice(0, 7);
    const { userId } = person;
    await cluster.database.db.usage.create({ userId, month, used, reserved: [], held: [], places: used });
  }
  return { ...person, classId, clients };
}

const chats = async (client: Client) => (await client.usage.get.query()).chats;

test('RS-03 the same question sent to both servers at the same moment is one run and one charge', async () => {
  const person = await reader();
  for (let round = 0; round < 5; round += 1) {
    const before = cluster.model.calls.length;
    const input = { turnId: newId(), text, classId: person.classId };
    const replies = await Promise.all(person.clients.map((client) => client.turns.ask.mutate(input)));
    expect(replies[0]).toEqual(replies[1]);
    const ends = await Promise.all(person.clients.map((client) => watchRun(client, input.turnId).end));
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[0]?.turn.answers).toHaveLength(1);
    expect(cluster.model.calls).toHaveLength(before + 1);
    expect(await chats(person.clients[0])).toMatchObject({ used: round + 1, held: 0 });
  }
});

test('RS-03 the same retry sent to both servers at the same moment is one run', async () => {
  const person = await reader();
  const { watch, turnId } = await ask(person.clients[0], { text, classId: person.classId });
  await watch.end;
  const runId = newId();
  const replies = await Promise.all(person.clients.map((client) => client.turns.retry.mutate({ turnId, runId })));
  expect(replies[0]).toEqual(replies[1]);
  const end = await watchRun(person.clients[1], runId).end;
  expect(end.turn.answers).toHaveLength(2);
  expect(await chats(person.clients[1])).toMatchObject({ used: 2, held: 0 });
});

test('FT-08 of 20 questions at once at 24 used, to both servers, exactly one runs', async () => {
  const person = await reader(24);
  const asks = Array.from({ length: 20 }, (_, n) =>
    (n % 2 === 0 ? person.clients[0] : person.clients[1]).turns.ask.mutate({
      turnId: newId(),
      text,
      classId: person.classId,
    }),
  );
  const replies = await Promise.allSettled(asks);
  const accepted = replies.flatMap((reply) => (reply.status === 'fulfilled' ? [reply.value] : []));
  expect(accepted).toHaveLength(1);
  const refused = await Promise.all(asks.map((asked) => asked.then(() => null).catch(() => refusal(asked))));
  for (const error of refused) if (error !== null) expect(error.code).toBe('QUOTA_EXCEEDED');
  await watchRun(person.clients[1], accepted[0]?.runId ?? '').end;
  expect(await chats(person.clients[1])).toMatchObject({ used: 25, held: 0 });
});

test('at most four runs at once, whichever servers they are asked on', async () => {
  const person = await reader();
  cluster.model.next('by hand', 'by hand', 'by hand', 'by hand');
  const inputs = Array.from({ length: 10 }, () => ({ turnId: newId(), text, classId: person.classId }));
  const asks = inputs.map((input, n) => (n % 2 === 0 ? person.clients[0] : person.clients[1]).turns.ask.mutate(input));
  const replies = await Promise.allSettled(asks);
  const accepted = replies.flatMap((reply) => (reply.status === 'fulfilled' ? [reply.value] : []));
  expect(accepted).toHaveLength(4);
  const refused = asks[replies.findIndex(({ status }) => status === 'rejected')];
  expect((await refusal(Promise.resolve(refused))).code).toBe('TOO_MANY_REQUESTS');
  for (let n = 0; n < 4; n += 1) (await cluster.model.nextCall()).send('Water [1].').finish();
  await Promise.all(accepted.map(({ runId }) => watchRun(person.clients[0], runId).end));
  expect(await chats(person.clients[1])).toMatchObject({ used: 4, held: 0 });
});

test('RS-06 asked on one server, watched on the other, early, late and again: complete, in order, one end', async () => {
  const person = await reader();
  cluster.model.next('by hand');
  const { runId, watch } = await ask(person.clients[0], { text, classId: person.classId });
  const call = await cluster.model.nextCall();
  const early = watchRun(person.clients[1], runId);
  call.send('Osmosis');
  await early.until((event) => event.type === 'token');
  const late = watchRun(person.clients[1], runId);
  for (let n = 0; n < 40; n += 1) {
    call.send(` word${n}.`);
    await early.until((event) => event.type === 'token' && event.text.includes(`word${n}.`));
  }
  const seen = early.seen.at(-5);
  const resumed = watchRun(person.clients[1], runId, seen?.id);
  call.send(' The end [1].').finish();
  const ends = await Promise.all([watch.end, early.end, late.end]);
  expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
  const answer = ends[0].turn.answers[0]?.content;
  for (const each of [watch, early, late]) expect(each.text).toBe(answer);
  await expect.poll(() => resumed.seen.at(-1)?.id).toBe('end');
  const rest = resumed.seen.flatMap(({ event }) => (event.type === 'token' ? [event] : []));
  const offset = seen?.event.type === 'token' ? seen.event.offset + seen.event.text.length : 0;
  expect(rest[0]?.offset).toBe(offset);
  for (const { seen: all } of [watch, early, late]) {
    const ids = all.slice(0, -1).map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('RS-05 a stop sent to another server closes the upstream within 1 s', async () => {
  const person = await reader();
  cluster.model.next('by hand');
  const { runId, watch } = await ask(person.clients[0], { text, classId: person.classId });
  const call = await cluster.model.nextCall();
  call.send('Osmosis');
  await watch.until((event) => event.type === 'token');
  const began = performance.now();
  const [stopped] = await Promise.all([person.clients[1].turns.stop.mutate({ runId }), call.closed]);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(stopped).toEqual({ end: 'stopped' });
  expect(await watch.end).toMatchObject({ type: 'stopped', turn: { answers: [{ content: 'Osmosis' }] } });
  expect(await chats(person.clients[1])).toMatchObject({ used: 1, held: 0 });
  expect(await person.clients[1].turns.stop.mutate({ runId })).toEqual({ end: 'stopped' });
  expect((await refusal(person.clients[1].turns.stop.mutate({ runId: newId() }))).code).toBe('NOT_FOUND');
});

test('RS-05 while Redis is away a stop reaches the other server through the database', async () => {
  const person = await reader();
  cluster.model.next('by hand');
  const { runId, watch } = await ask(person.clients[0], { text, classId: person.classId });
  const call = await cluster.model.nextCall();
  call.send('Osmosis');
  await watch.until((event) => event.type === 'token');
  await cluster.redis.stop();
  const stopping = person.clients[1].turns.stop.mutate({ runId });
  const began = performance.now();
  await call.closed;
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await stopping).toEqual({ end: 'stopped' });
  expect((await watch.end).type).toBe('stopped');
  await cluster.redis.start();
});

test('RS-08 Redis restarts, empty, in mid-stream: the answer is stored, watchers of both servers end with its text', async () => {
  const person = await reader();
  cluster.model.next('by hand');
  const { runId, watch } = await ask(person.clients[0], { text, classId: person.classId });
  const call = await cluster.model.nextCall();
  const far = watchRun(person.clients[1], runId);
  call.send('Osmosis');
  await far.until((event) => event.type === 'token');
  await cluster.redis.stop();
  call.send(' moves');
  await watch.until((event) => event.type === 'token' && event.text.includes('moves'));
  const away = { turnId: newId(), text, classId: person.classId };
  cluster.model.next({ pieces: ['Away [1].'] });
  await person.clients[1].turns.ask.mutate(away);
  expect((await watchRun(person.clients[1], away.turnId).end).type, 'a question while Redis is away').toBe('completed');
  await cluster.redis.start();
  call.send(' water');
  await far.until((event) => event.type === 'token' && event.text.includes('water'));
  call.send(' [1].').finish();
  const ends = await Promise.all([watch.end, far.end]);
  expect(ends[1]).toEqual(ends[0]);
  for (const each of [watch, far]) expect(each.text).toBe('Osmosis moves water [1].');
  expect(ends[0].turn.answers[0]?.content).toBe(far.text);
  expect(await chats(person.clients[1])).toMatchObject({ used: 2, held: 0 });
});
