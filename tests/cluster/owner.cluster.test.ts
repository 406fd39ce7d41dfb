import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '#tests/harness/ask.ts';
import { type Cluster, type Node, openCluster } from '#tests/harness/cluster.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster[Symbol.asyncDispose]());

/** A run in mid-stream on a server. */
async function runningOn(node: Node) {
  const person = await cluster.person(node);
  const client = node.connect(person);
  const { classId } = await classWith(node, { ...person, client }, [osmosis]);
  const calling = cluster.model.nextCall();
  const asked = await ask(client, { text, classId });
  const call = await calling;
  call.send('Osmosis');
  await asked.watch.until((event) => event.type === 'token');
  return { ...asked, person, call };
}

test('RS-07, FT-10 the only server is killed and started again, on MongoDB without Redis: INTERRUPTED within 15 s of that', async () => {
  const node = await cluster.node({ REDIS_URL: '' });
  const { person, runId } = await runningOn(node);
  await node.kill();
  await node.start();
  const began = performance.now();
  const client = node.connect(person);
  const end = await watchRun(client, runId).end;
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED' }, turn: { answers: [] } });
  expect((await client.usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });
  await cluster.clear();
});

test('a server that is frozen loses its runs, and changes nothing when it wakes up', async () => {
  const [sleeper, other] = await Promise.all([cluster.node(), cluster.node()]);
  const { person, runId, turnId, watch, call } = await runningOn(sleeper);
  const far = watchRun(other.connect(person), runId);
  await far.until((event) => event.type === 'token');
  sleeper.process.signal('SIGSTOP');
  call.send(' moves water [1].').finish();
  const end = await far.end;
  expect(end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED' } });
  sleeper.process.signal('SIGCONT');
  expect(await watch.end, 'seen on the server that slept').toMatchObject({
    type: 'failed',
    error: { code: 'INTERRUPTED' },
  });
  const turn = await cluster.database.db.turns.where({ userId: person.userId, turnId }).first();
  expect(turn).toMatchObject({ running: null, answers: [], ended: [{ end: 'failed', counted: false }] });
  expect((await sleeper.connect(person).usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });
  expect(await watchRun(other.connect(person), runId).end).toEqual(end);
});
