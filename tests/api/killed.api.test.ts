import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { openConfigured } from '#server/database/open.ts';
import { openNode } from '#tests/harness/cluster.ts';
import { signUp } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import type { Fault } from '#tests/harness/faults.ts';
import { type ModelServer, startModelServer } from '#tests/harness/model-server.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
const entry = 'tests/harness/server-with-faults.ts';
let model: ModelServer;
beforeAll(async () => {
  model = await startModelServer();
});
afterAll(() => model[Symbol.asyncDispose]());

/** One server with the embedded database that is killed after a write of a run, and started again. */
async function killAfter(fault: Fault) {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-killed-'));
  const env = { DATA_DIR: folder, OPENAI_BASE_URL: model.baseUrl };
  const node = await openNode({ ...env, FAULT: fault }, entry);
  const person = await signUp(node.url);
  if (fault === 'answer committed' || fault === 'settled')
    await classWith(node, { ...person, client: node.connect(person) }, [osmosis]);
  const input = { turnId: newId(), text };
  void node
    .connect(person)
    .turns.ask.mutate(input)
    .catch(() => undefined);
  expect(await node.process.exited, 'ended by the signal').toBeNull();
  await node.start();
  const client = node.connect(person);
  return {
    input,
    client,
    chats: async () => (await client.usage.get.query()).chats,
    /** What is stored of the month, once the server has gone. */
    stored: async () => {
      await node.terminate();
      const database = await openConfigured(env);
      const usage = await database.db.usage.where({ userId: person.userId }).first();
      await database.close();
      return usage;
    },
    [Symbol.asyncDispose]: async () => {
      await node.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe('killed right after each write of a run, and started again with the embedded database', () => {
  test.for(['place taken', 'session opened'] as const)(
    'FT-11 %s: nothing is stored; asked again it runs',
    async (fault) => {
      await using killed = await killAfter(fault);
      expect(await killed.chats()).toMatchObject({ used: 0, held: 1 });
      await killed.client.turns.ask.mutate(killed.input);
      const end = await watchRun(killed.client, killed.input.turnId).end;
      expect(end).toMatchObject({ type: 'completed', turn: { answers: [{ outcome: 'no_hit' }] } });
      expect(await killed.chats()).toMatchObject({ used: 0, held: 0 });
      expect(await killed.stored()).toMatchObject({ used: 0, reserved: [], held: [], places: 0 });
    },
  );

  test.for(['turn stored', 'place confirmed'] as const)('%s: INTERRUPTED at once, not counted', async (fault) => {
    await using killed = await killAfter(fault);
    const { turnId } = killed.input;
    expect(await killed.client.turns.get.query({ turnId })).toMatchObject({ error: { code: 'INTERRUPTED' } });
    const end = await watchRun(killed.client, turnId).end;
    expect(end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED', retryable: true } });
    expect(await killed.chats()).toMatchObject({ used: 0, held: 0 });
    expect(await killed.stored()).toMatchObject({ used: 0, reserved: [], held: [], places: 0 });
  });

  test.for(['answer committed', 'settled'] as const)('%s: the answer is there, counted once', async (fault) => {
    await using killed = await killAfter(fault);
    const end = await watchRun(killed.client, killed.input.turnId).end;
    expect(end).toMatchObject({
      type: 'completed',
      turn: { status: 'answered', answers: [{ outcome: 'answered' }] },
    });
    expect(await killed.chats()).toMatchObject({ used: 1, held: 0 });
    expect(await killed.stored()).toMatchObject({ used: 1, reserved: [], held: [], places: 1 });
  });
});
