import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { field } from '#server/database/client.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { endRun } from './end-run.ts';
import { takeOver } from './take-over.ts';

const text = 'What is osmosis?';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** A run in mid-stream. */
async function running() {
  const person: Person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  app.model.next('by hand');
  const asked = await ask(person.client, { text, classId });
  const call = await app.model.nextCall();
  call.send('Osmosis');
  await asked.watch.until((event) => event.type === 'token');
  const turns = app.app.database.db.turns.where({ userId: person.userId, turnId: asked.turnId });
  return { ...asked, person, classId, call, turns, chats: async () => (await person.client.usage.get.query()).chats };
}

test('a run that another server took over is let go: upstream is closed, its watcher gets the end that is stored', async () => {
  const { person, turns, call, watch, turnId, chats } = await running();
  const { db } = app.app.database;
  const turn = await turns.first();
  if (turn?.running == null) throw new Error('it does not run');
  const stored = await takeOver(db, { ...turn, running: turn.running }, newId(), new Date());
  expect(stored?.ended).toMatchObject({ end: 'failed', counted: false });
  await call.closed;
  expect(await watch.end).toMatchObject({
    type: 'failed',
    error: { code: 'INTERRUPTED' },
    turn: { turnId, answers: [] },
  });
  expect(await takeOver(db, { ...turn, running: turn.running }, newId(), new Date()), 'a second time').toBeNull();
  expect((await turns.first())?.ended).toHaveLength(1);
  expect(await chats()).toMatchObject({ used: 0, held: 0 });
  expect(await person.client.turns.stop.mutate({ runId: turnId })).toEqual({ end: 'failed' });
});

test('an owner that wakes up late changes nothing: what recovery stored is what its watchers get', async () => {
  const { turns, call, watch, chats } = await running();
  const { db } = app.app.database;
  const turn = await turns.first();
  if (turn?.running == null) throw new Error('it does not run');
  await takeOver(db, { ...turn, running: turn.running }, newId(), new Date());
  call.send(' goes on [1].').finish();
  expect((await watch.end).type).toBe('failed');
  expect(await turns.first()).toMatchObject({ answers: [], ended: [{ end: 'failed', counted: false }] });
  expect(await chats()).toMatchObject({ used: 0, held: 0 });
});

test('stop, the end of the answer and two recoveries at the same moment: one end, settled once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { person, turns, call, watch, runId, chats } = await running();
    const { db } = app.app.database;
    const turn = await turns.first();
    if (turn?.running == null) throw new Error('it does not run');
    const take = () => takeOver(db, { ...turn, running: turn.running ?? never() }, newId(), new Date());
    call.send(' moves water [1].').finish();
    const [stopped] = await Promise.all([person.client.turns.stop.mutate({ runId }), take(), take()]);
    const end = await watch.end;
    expect(end.type).toBe(stopped.end);
    const after = await turns.first();
    expect(after?.running).toBeNull();
    expect(after?.ended).toHaveLength(1);
    expect(await chats()).toMatchObject({ used: after?.ended[0]?.counted === true ? 1 : 0, held: 0 });
  }
});

const never = () => {
  throw new Error('it does not run');
};

test('a run whose turn is removed under it ends for its watchers, and its question may not be asked again meanwhile', async () => {
  const { person, classId, turns, call, watch, turnId, chats } = await running();
  await turns.deleteAndCount();
  expect((await refusal(person.client.turns.ask.mutate({ turnId, text, classId }))).code).toBe('CONFLICT');
  await call.closed;
  expect(await watch.end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED' } });
  expect(await chats()).toMatchObject({ used: 0, held: 0 });
});

test('a run that its server has let go of is ended by recovery, and can be retried', async () => {
  const { person, turns, call, watch, turnId } = await running();
  const { db } = app.app.database;
  // as after an end that could not be stored: nobody here carries it on any more
  await turns.update((f) => [f('running.runId').set(newId())]);
  call.finish();
  await Promise.race([watch.end, delay(3_000)]);
  const lost = await turns.first();
  await expect.poll(async () => (await turns.first())?.running, { timeout: 20_000, interval: 500 }).toBeNull();
  expect(lost?.running).not.toBeNull();
  expect((await person.client.turns.get.query({ turnId })).status).toBe('failed');
  expect(await db.turns.where(field.eq('running.runId', turnId)).first()).toBeNull();
});

test('a question that could not be stored leaves no session behind, and one that was there as it was', async () => {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const before = await person.client.sessions.create.mutate({ name: 'Before' });
  const taken = newId();
  // the run's id is taken by another turn, which is not found by its question: storing is refused at the last step
  await app.app.database.native.collection('turns').insertOne({ userId: person.userId, turnId: taken, runIds: ['x'] });
  for (const sessionId of [newId(), before.sessionId])
    expect((await refusal(person.client.turns.ask.mutate({ turnId: taken, text, sessionId, classId }))).code).toBe(
      'CONFLICT',
    );
  const { sessions } = await person.client.sessions.list.query({});
  expect(sessions).toEqual([before]);
  expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });
});

test('ending a run twice, by its owner and by recovery, stores the first', async () => {
  const { turns, call, watch, runId, turnId, person } = await running();
  call.send(' [1].').finish();
  expect((await watch.end).type).toBe('completed');
  const error = { code: 'INTERRUPTED' as const, message: 'late', retryable: true };
  const turn = await turns.first();
  if (turn === null) throw new Error('it is stored');
  const run = { userId: person.userId, turnId, runId, attempt: 2, month: '2026-11', turn };
  const again = await endRun(app.app.database.db, run, { end: 'failed', error }, { input: 0, output: 0 }, new Date());
  expect(again).toMatchObject({ ended: { end: 'completed' } });
  expect((await turns.first())?.ended).toHaveLength(1);
});
