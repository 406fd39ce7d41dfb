import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
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
  await app.setPlan(person.email, 'premium');
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(() => app[Symbol.asyncDispose]());

const usage = async () => (await person.client.usage.get.query()).chats;
const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;

/** What the sweep left: ids, marked by a date before 1970. */
const swept = (collection: 'turns' | 'sessions', ids: Record<string, string>) =>
  app.app.database.native
    .collection(collection)
    .find({ ...ids, deletedAt: { $lt: new Date(0) } })
    .toArray();

test('a lost ask that comes again after the sweep does not make the question anew, nor is it charged twice', async () => {
  app.passMinute();
  const { sessionId } = await askToEnd(person.client, { text: 'Where does water move?', classId });
  const turnId = newId();
  const asked = { turnId, text, sessionId };
  await askToEnd(person.client, asked);
  const { used } = await usage();
  await person.client.turns.delete.mutate({ turnId });
  app.pass(11_000);
  await expect.poll(() => swept('turns', { turnId }), { timeout: 10_000 }).toHaveLength(1);
  expect(await swept('turns', { turnId })).toMatchObject([{ question: '', answers: [], ended: [], error: null }]);
  expect(await codeOf(person.client.turns.ask.mutate(asked))).toBe('CONFLICT');
  expect(await codeOf(person.client.turns.retry.mutate({ turnId, runId: newId() }))).toBe('NOT_FOUND');
  await person.client.sessions.delete.mutate({ sessionId });
  app.pass(11_000);
  await expect.poll(() => swept('sessions', { sessionId }), { timeout: 10_000 }).toMatchObject([{ name: '' }]);
  expect(await codeOf(person.client.turns.ask.mutate(asked))).toBe('NOT_FOUND');
  expect(await codeOf(person.client.turns.ask.mutate({ ...asked, turnId: newId() }))).toBe('NOT_FOUND');
  expect(await usage()).toMatchObject({ used, held: 0 });
});

test('a run whose question was swept is unknown to a stop and to a watcher', async () => {
  app.passMinute();
  const turnId = newId();
  await askToEnd(person.client, { turnId, text, classId });
  await person.client.turns.delete.mutate({ turnId });
  app.pass(11_000);
  await expect.poll(() => swept('turns', { turnId }), { timeout: 10_000 }).toHaveLength(1);
  expect(await codeOf(person.client.turns.stop.mutate({ runId: turnId }))).toBe('NOT_FOUND');
  expect(await codeOf(watchRun(person.client, turnId).end)).toBe('NOT_FOUND');
});

test('RS-10 (an id used again) a day after a question was removed, another one under its id streams its own answer', async () => {
  app.passMinute();
  const turnId = newId();
  await askToEnd(person.client, { turnId, text, classId });
  await person.client.turns.delete.mutate({ turnId });
  app.pass(11_000);
  await expect.poll(() => swept('turns', { turnId }), { timeout: 10_000 }).toHaveLength(1);
  app.pass(24 * 3_600_000);
  await app.restart();
  person = { ...person, client: app.connect(person.token) };
  const ids = () => app.app.database.native.collection('turns').countDocuments({ turnId });
  await expect.poll(ids, { timeout: 10_000 }).toBe(0);
  const { used } = await usage();
  app.model.next({ pieces: ['Something ', 'else [1].'] });
  const { watch } = await ask(person.client, { turnId, text: 'What is osmotic pressure?', classId });
  const { turn } = await watch.end;
  expect(turn).toMatchObject({
    question: 'What is osmotic pressure?',
    answers: [{ content: 'Something else [1].' }],
  });
  expect(watch.text).toBe('Something else [1].');
  expect(await usage()).toMatchObject({ used: used + 1, held: 0 });
});
