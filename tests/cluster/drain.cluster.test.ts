import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '#tests/harness/ask.ts';
import { type Cluster, openCluster } from '#tests/harness/cluster.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { openSocket } from '#tests/harness/socket.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster({ SHUTDOWN_GRACE_MS: '20000' });
});
afterAll(() => cluster[Symbol.asyncDispose]());

test('RS-12 beside another server, clients are sent there at once and the run is watched there to its end', async () => {
  const [first, second] = [await cluster.node(), await cluster.node()];
  const haveMet = async () => (await cluster.database.db.servers.all()).every(({ beat }) => beat >= 4);
  await expect.poll(haveMet, { timeout: 20_000, interval: 250 }).toBe(true);
  const person = await cluster.person(first);
  const client = first.connect(person);
  const { classId } = await classWith(first, { token: person.token, client }, [osmosis]);
  cluster.model.next('by hand');
  const { runId, watch } = await ask(client, { text: 'What is osmosis?', classId });
  const call = await cluster.model.nextCall();
  call.send('Water ');
  await watch.until((event) => event.type === 'token');
  const socket = await openSocket(`${first.url}/trpc`);

  const exited = first.terminate();
  await socket.next((message) => message.id === null);
  await expect(openSocket(`${first.url}/trpc`)).rejects.toThrow('refused with 503');
  expect((await fetch(`${first.url}/readyz`)).status).toBe(503);
  const elsewhere = watchRun(second.connect(person), runId, watch.seen.at(-1)?.id);
  call.send('moves [1].').finish();
  expect((await elsewhere.end).turn.answers[0]?.content).toMatch(/^Water moves \[1\]\./);
  expect(await exited).toBe(0);
});
