import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { ask } from '#tests/harness/ask.ts';
import { type Cluster, type ClusterPerson, type Node, openCluster } from '#tests/harness/cluster.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { type Fault, faults, isFault } from '#tests/harness/faults.ts';
import { startModelServer } from '#tests/harness/model-server.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
const entry = 'tests/harness/server-with-faults.ts';
let cluster: Cluster;
let survivor: Node;

beforeAll(async () => {
  cluster = await openCluster();
  survivor = await cluster.node();
});
afterAll(() => cluster[Symbol.asyncDispose]());

async function reader(): Promise<ClusterPerson & { classId: string }> {
  const person = await cluster.person(survivor);
  const { classId } = await classWith(survivor, { ...person, client: survivor.connect(person) }, [osmosis]);
  return { ...person, classId };
}

/** What is left of somebody's runs, once it has been looked at. */
async function leftOf(person: ClusterPerson) {
  const { chats } = await survivor.connect(person).usage.get.query();
  const usage = await cluster.database.db.usage.where({ userId: person.userId }).first();
  expect(usage?.places).toBe((usage?.used ?? 0) + (usage?.reserved.length ?? 0) + (usage?.held.length ?? 0));
  return chats;
}

test('RS-07, FT-10 kill -9 in mid-stream: INTERRUPTED within 15 s for watchers of the other server, not counted, to be retried', async () => {
  const person = await reader();
  await using model = await startModelServer();
  const doomed = await cluster.node({ OPENAI_BASE_URL: model.baseUrl });
  const calling = model.nextCall();
  const { runId, turnId } = await ask(doomed.connect(person), { text, classId: person.classId });
  const call = await calling;
  const client = survivor.connect(person);
  const watch = watchRun(client, runId);
  call.send('Osmosis');
  await watch.until((event) => event.type === 'token');
  await doomed.kill();
  const began = performance.now();
  const end = await watch.end;
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED', retryable: true }, turn: { answers: [] } });
  expect(await watchRun(client, runId).end).toEqual(end);
  expect(await leftOf(person)).toMatchObject({ used: 0, held: 0 });
  const again = newId();
  await client.turns.retry.mutate({ turnId, runId: again });
  expect(await watchRun(client, again).end).toMatchObject({ type: 'completed' });
  expect(await leftOf(person)).toMatchObject({ used: 1, held: 0 });
});

describe('killed right after each write of a run, seen from another server', () => {
  const asked = new Map<Fault, Awaited<ReturnType<typeof askAndDie>>>();

  /** Asks on a server that kills itself after the write. */
  async function askAndDie(fault: Fault) {
    const person = await reader();
    const doomed = await cluster.node({ FAULT: fault }, entry);
    const input = { turnId: newId(), text, classId: person.classId };
    void doomed
      .connect(person)
      .turns.ask.mutate(input)
      .catch(() => undefined);
    expect(await doomed.process.exited, 'ended by the signal').toBeNull();
    return { person, input, client: survivor.connect(person) };
  }

  beforeAll(async () => {
    for (const fault of Object.keys(faults).filter(isFault)) asked.set(fault, await askAndDie(fault));
  }, 180_000);

  const after = (fault: Fault) => {
    const known = asked.get(fault);
    if (known === undefined) throw new Error(`nobody died after: ${fault}`);
    return known;
  };

  test.for(['answer committed', 'settled'] as const)('%s: the answer is there, counted once', async (fault) => {
    const { person, input, client } = after(fault);
    const end = await watchRun(client, input.turnId).end;
    expect(end).toMatchObject({ type: 'completed', turn: { turnId: input.turnId, status: 'answered' } });
    expect(end.turn.answers).toHaveLength(1);
    expect(await leftOf(person)).toMatchObject({ used: 1, held: 0 });
  });

  test.for(['turn stored', 'place confirmed'] as const)('%s: INTERRUPTED, not counted', async (fault) => {
    const { person, input, client } = after(fault);
    expect(await watchRun(client, input.turnId).end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED' } });
    const ended = (await client.turns.get.query({ turnId: input.turnId })).status;
    expect(ended).toBe('failed');
    expect(await leftOf(person)).toMatchObject({ used: 0, held: 0 });
    expect(await client.turns.ask.mutate(input), 'asked again').toMatchObject({ runId: input.turnId });
  });

  test.for(['place taken', 'session opened'] as const)(
    'FT-11 %s: nothing is stored, the place is free within 30 s',
    async (fault) => {
      const { person, input, client } = after(fault);
      await expect.poll(() => leftOf(person), { timeout: 30_000, interval: 500 }).toMatchObject({ used: 0, held: 0 });
      expect(await cluster.database.db.turns.where({ userId: person.userId }).first()).toBeNull();
      await client.turns.ask.mutate(input);
      expect((await watchRun(client, input.turnId).end).type, 'the same question, asked again').toBe('completed');
      expect(await leftOf(person)).toMatchObject({ used: 1, held: 0 });
    },
  );

  test('terminal event published: it stays the only one', async () => {
    const person = await reader();
    const doomed = await cluster.node();
    const client = survivor.connect(person);
    const { runId } = await ask(doomed.connect(person), { text, classId: person.classId });
    const end = await watchRun(client, runId).end;
    await doomed.kill();
    expect(await watchRun(client, runId).end).toEqual(end);
    expect(await leftOf(person)).toMatchObject({ used: 1, held: 0 });
  });
});
