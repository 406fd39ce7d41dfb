import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
let app: TestApp;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp();
  app.model.always({ pieces: ['Water moves [1].'] });
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(() => app[Symbol.asyncDispose]());

const transports = [
  { over: 'WebSocket', client: () => person.client },
  { over: 'HTTP', client: () => app.overHttp(person.token) },
];
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;

test.each(transports)(
  'over $over the whole turn comes in one reply, and again by the same call',
  async ({ client }) => {
    const turnId = newId();
    const { used } = (await person.client.usage.get.query()).chats;
    const turn = await client().turns.askAndWait.mutate({ turnId, text, classId });
    expect(turn).toMatchObject({ turnId, question: text, status: 'answered', runId: null });
    expect(turn.answers[0]?.content).toBe('Water moves [1].');
    expect(await client().turns.askAndWait.mutate({ turnId, text, classId })).toEqual(turn);
    expect(await person.client.turns.ask.mutate({ turnId, text })).toMatchObject({ runId: turnId });
    expect((await person.client.usage.get.query()).chats.used).toBe(used + 1);
  },
);

test.each(transports)('over $over a failed turn is given too', async ({ client }) => {
  app.model.next({ pieces: ['Half'], end: 'cut' });
  const turn = await client().turns.askAndWait.mutate({ turnId: newId(), text, classId });
  expect(turn).toMatchObject({ status: 'failed', answers: [], error: { code: 'MODEL_UNAVAILABLE', retryable: true } });
});

test.each(transports)('over $over it is checked as a question is', async ({ client }) => {
  const { sessionId, turnId } = await client().turns.askAndWait.mutate({ turnId: newId(), text, classId });
  const wait = (input: object) => client().turns.askAndWait.mutate({ turnId: newId(), text, sessionId, ...input });
  expect(await codeOf(wait({ source: 'chrome_extension' }))).toBe('SOURCE_MISMATCH');
  expect(await codeOf(wait({ turnId, text: 'Another' }))).toBe('CONFLICT');
  expect(await codeOf(wait({ classId: newId() }))).toBe('NOT_FOUND');
  expect(await codeOf(wait({ text: ' ' }))).toBe('BAD_REQUEST');
});

test('at the limit it is QUOTA_EXCEEDED, and a turn that was asked before is still given', async () => {
  const turnId = newId();
  const turn = await person.client.turns.askAndWait.mutate({ turnId, text, classId });
  app.passMinute();
  await app.app.database.db.usage.where({ userId: person.userId }).update((f) => [f.used.set(25), f.places.set(25)]);
  expect(await codeOf(person.client.turns.askAndWait.mutate({ turnId: newId(), text, classId }))).toBe(
    'QUOTA_EXCEEDED',
  );
  expect(await person.client.turns.askAndWait.mutate({ turnId, text, classId })).toEqual(turn);
});

test('closing the request does not stop the run, and the same call gives the answer, also after a restart', async () => {
  const other = await app.person();
  const { classId: own } = await classWith(app, other, [osmosis]);
  const turnId = newId();
  const leaving = new AbortController();
  const calling = app.model.nextCall();
  const left = fetch(`${app.url}/trpc/turns.askAndWait`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${other.token}` },
    body: JSON.stringify({ turnId, text, classId: own }),
    signal: leaving.signal,
  });
  const call = await calling;
  const watch = watchRun(other.client, turnId);
  leaving.abort();
  await expect(left).rejects.toThrow('aborted');
  const again = app.overHttp(other.token).turns.askAndWait.mutate({ turnId, text, classId: own });
  call.send('Water ');
  await watch.until((event) => event.type === 'token');
  call.send('moves.').finish();
  const turn = await again;
  expect((await watch.end).turn).toEqual(turn);
  expect(turn.answers[0]?.content).toContain('Water moves.');
  await app.restart();
  expect(await app.overHttp(other.token).turns.askAndWait.mutate({ turnId, text, classId: own })).toEqual(turn);
});

test('a question that is deleted while somebody waits ends the wait with how it was stopped', async () => {
  const other = await app.person();
  const { classId: own } = await classWith(app, other, [osmosis]);
  const turnId = newId();
  const calling = app.model.nextCall();
  const waiting = other.client.turns.askAndWait.mutate({ turnId, text, classId: own });
  const call = await calling;
  call.send('Water ');
  await watchRun(other.client, turnId).until((event) => event.type === 'token');
  await other.client.turns.delete.mutate({ turnId });
  expect(await waiting).toMatchObject({ turnId, answers: [{ outcome: 'stopped', content: 'Water' }] });
});
