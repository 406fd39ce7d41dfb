import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';

const text = 'What is osmosis?';
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  app.model.always({ pieces: ['Water moves ', 'to the other side [1].'] });
});
afterAll(() => app[Symbol.asyncDispose]());

/** Somebody who has used this many of this month's 25 answers, and has something to ask about. */
async function personWith(used: number): Promise<Person & { classId: string }> {
  const person = await app.person();
  const { classId } = await classWith(app, person, [osmosis]);
  const month = new Date().toISOString().slice(0, 7);
  await app.app.database.db.usage.create({ userId: person.userId, month, used, reserved: [], held: [], places: used });
  return { ...person, classId };
}

const chats = async (person: Person) => (await person.client.usage.get.query()).chats;

test('FT-01, FT-02, FT-03 the 24th and 25th answers count; the 26th is refused and nothing is stored', async () => {
  const person = await personWith(23);
  await askToEnd(person.client, { text, classId: person.classId });
  expect(await chats(person)).toMatchObject({ used: 24, held: 0, limit: 25 });
  await askToEnd(person.client, { text, classId: person.classId });
  expect(await chats(person)).toMatchObject({ used: 25, held: 0 });
  const [turnId, sessionId] = [newId(), newId()];
  const error = await refusal(person.client.turns.ask.mutate({ turnId, sessionId, text, classId: person.classId }));
  expect(error).toMatchObject({ code: 'QUOTA_EXCEEDED', retryable: false, resetsAt: (await chats(person)).resetsAt });
  expect((await refusal(person.client.turns.get.query({ turnId }))).code).toBe('NOT_FOUND');
  expect((await refusal(person.client.sessions.get.query({ sessionId }))).code).toBe('NOT_FOUND');
});

test('a question asked again is answered by its run also when the month is used up', async () => {
  const person = await personWith(24);
  const input = { turnId: newId(), text, classId: person.classId };
  const first = await person.client.turns.ask.mutate(input);
  await person.client.turns.stop.mutate({ runId: first.runId });
  await app.app.database.db.usage.where({ userId: person.userId }).update({ used: 25, places: 25 });
  expect(await person.client.turns.ask.mutate(input)).toEqual(first);
});

test('of a chat that was deleted it is said that it is gone, whatever the quota, and no question is counted', async () => {
  const person = await personWith(25);
  const { sessionId } = await person.client.sessions.create.mutate({});
  await person.client.sessions.delete.mutate({ sessionId });
  for (let n = 0; n <= limits.asksPerMinute; n += 1) {
    const asked = person.client.turns.ask.mutate({ turnId: newId(), text, sessionId, classId: person.classId });
    expect((await refusal(asked)).code).toBe('NOT_FOUND');
  }
});

test('FT-04 a stream that fails is not counted', async () => {
  const person = await personWith(0);
  app.model.next({ pieces: ['Half an ans'], end: 'cut' });
  const { watch } = await ask(person.client, { text, classId: person.classId });
  expect((await watch.end).type).toBe('failed');
  expect(await chats(person)).toMatchObject({ used: 0, held: 0 });
});

test('FT-05 premium has no limit', async () => {
  const person = await personWith(25);
  await app.setPlan(person.email, 'premium');
  await askToEnd(person.client, { text, classId: person.classId });
  expect(await person.client.usage.get.query()).toMatchObject({
    plan: 'premium',
    chats: { used: 26, limit: null },
    documents: { limit: null },
  });
});

test('FT-08 of 20 asks at once at 24 used exactly one runs', async () => {
  const person = await personWith(24);
  const asks = await Promise.allSettled(
    Array.from({ length: 20 }, () => ask(person.client, { text, classId: person.classId })),
  );
  const accepted = asks.filter((each) => each.status === 'fulfilled');
  expect(accepted).toHaveLength(1);
  await accepted[0]?.value.watch.end;
  expect(await chats(person)).toMatchObject({ used: 25, held: 0 });
});

test('FT-09 a stop before the first token is not counted, one after it is counted once', async () => {
  const person = await personWith(0);
  app.model.next('by hand', 'by hand');
  const before = await ask(person.client, { text, classId: person.classId });
  const call = await app.model.nextCall();
  expect(await person.client.turns.stop.mutate({ runId: before.runId })).toEqual({ end: 'stopped' });
  await call.closed;
  expect((await before.watch.end).turn).toMatchObject({
    status: 'failed',
    error: { code: 'STOPPED', retryable: true },
    answers: [],
  });
  expect(await chats(person)).toMatchObject({ used: 0, held: 0 });

  const after = await ask(person.client, { text, classId: person.classId });
  (await app.model.nextCall()).send('Water moves from here ').send('to there.');
  await after.watch.until((event) => event.type === 'token');
  const stops = await Promise.all([1, 2, 3].map(() => person.client.turns.stop.mutate({ runId: after.runId })));
  expect(stops).toEqual([{ end: 'stopped' }, { end: 'stopped' }, { end: 'stopped' }]);
  const { turn } = await after.watch.end;
  expect(turn.answers[0]).toMatchObject({ outcome: 'stopped', content: after.watch.text, model: 'gpt-4o-mini' });
  const [row] = await app.app.database.db.turns.where({ userId: person.userId, turnId: after.turnId }).all();
  expect(row?.ended[0]?.tokensIn).toBeGreaterThan(100);
  expect(row?.ended[0]?.tokensOut).toBe(Math.ceil(after.watch.text.length / 4));
  expect(await chats(person)).toMatchObject({ used: 1, held: 0 });
});

test('FT-10 killed after a run ended and before it was settled: the restarted server settles it', async () => {
  const person = await personWith(0);
  const answered = await askToEnd(person.client, { text, classId: person.classId });
  app.model.next({ status: 500 });
  const failed = await askToEnd(person.client, { text, classId: person.classId });
  const held = [answered.turnId, failed.turnId];
  await app.app.database.db.usage.where({ userId: person.userId }).update({ used: 0, held, places: 2 });
  await app.restart();
  expect((await app.overHttp(person.token).usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });
  const usage = await app.app.database.db.usage.where({ userId: person.userId }).first();
  expect(usage).toMatchObject({ used: 1, held: [], places: 1 });
});

test('a no_hit is not counted', async () => {
  const person = await personWith(0);
  const turn = await askToEnd(person.client, { text: 'Who won the football championship?', classId: person.classId });
  expect(turn.answers[0]?.outcome).toBe('no_hit');
  expect(await chats(person)).toMatchObject({ used: 0, held: 0 });
});

test('FT-06, FT-12 a run over the end of the month counts in the month in which it was accepted, and the new one begins at 0', async () => {
  await using other = await startTestApp();
  const person = await other.person();
  const { classId } = await classWith(other, person, [osmosis]);
  other.setClock(new Date('2027-01-31T23:59:59Z'));
  const calling = other.model.nextCall();
  const { watch } = await ask(person.client, { text, classId });
  const call = await calling;
  other.setClock(new Date('2027-02-01T00:00:01Z'));
  expect(await chats(person)).toMatchObject({ used: 0, held: 0, resetsAt: '2027-03-01T00:00:00.000Z' });
  call.send('Water moves [1].').finish();
  await watch.end;
  expect(await chats(person)).toMatchObject({ used: 0, held: 0 });
  const january = await other.app.database.db.usage.where({ userId: person.userId, month: '2027-01' }).first();
  expect(january).toMatchObject({ used: 1, places: 1, held: [] });
});
