import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
// room for one call at a time: its output limit alone is 2,000
const env = { OPENAI_TPM_LIMIT: '4000' };
let busy: TestApp;
let patient: TestApp;
const people = new Map<TestApp, { person: Person; classId: string }>();

beforeAll(async () => {
  busy = await startTestApp(env, { bucketWaitMs: 300 });
  patient = await startTestApp(env);
  for (const app of [busy, patient]) {
    const person = await app.person();
    people.set(app, { person, classId: (await classWith(app, person, [osmosis])).classId });
  }
});
afterAll(async () => {
  await busy[Symbol.asyncDispose]();
  await patient[Symbol.asyncDispose]();
});
// the window of 70 s ends
beforeEach(() => {
  for (const app of [busy, patient]) {
    app.passMinute();
    app.passMinute();
  }
});

function who(app: TestApp) {
  const known = people.get(app);
  if (known === undefined) throw new Error('nobody is there');
  return known;
}

/** Asks, and waits until the model has been asked: then its tokens are taken. */
async function fill(app: TestApp) {
  const { person, classId } = who(app);
  const asking = ask(person.client, { text, classId });
  const call = await app.model.nextCall();
  return { call, ...(await asking) };
}

/** A question that finds the bucket full. */
async function askBehind(app: TestApp) {
  const { person, classId } = who(app);
  const asked = await ask(person.client, { text, classId });
  await asked.watch.until((event) => event.type === 'status' && event.stage === 'waiting');
  return { person, ...asked };
}

test('FT-07, PY-7a a full bucket is BUSY after the wait: nothing charged, nothing asked, retry offered', async () => {
  const first = await fill(busy);
  const before = (await who(busy).person.client.usage.get.query()).chats;
  const calls = busy.model.calls.length;
  const { person, watch, turnId } = await askBehind(busy);
  const end = await watch.end;
  expect(end).toMatchObject({ type: 'failed', error: { code: 'BUSY', retryable: true } });
  expect(end.turn).toMatchObject({ status: 'failed', answers: [], error: { code: 'BUSY' } });
  expect(busy.model.calls.length).toBe(calls);
  expect((await person.client.usage.get.query()).chats).toEqual(before);
  first.call.send('Water moves [1].').finish();
  await first.watch.end;

  const runId = newId();
  await person.client.turns.retry.mutate({ turnId, runId });
  expect((await watchRun(person.client, runId).end).type).toBe('completed');
});

test('FT-07, PY-7b a bucket that frees within the wait lets the run go on', async () => {
  const first = await fill(patient);
  const { watch } = await askBehind(patient);
  // the first call used far less than it took
  first.call.send('Water moves [1].').finish('stop', { prompt_tokens: 50, completion_tokens: 10 });
  const end = await watch.end;
  expect(end).toMatchObject({ type: 'completed', turn: { status: 'answered' } });
});

test('a stop while a run waits for tokens ends it at once', async () => {
  const first = await fill(patient);
  const { person, watch, runId } = await askBehind(patient);
  const began = performance.now();
  expect(await person.client.turns.stop.mutate({ runId })).toEqual({ end: 'stopped' });
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(await watch.end).toMatchObject({ type: 'stopped', turn: { status: 'failed', error: { code: 'STOPPED' } } });
  first.call.finish();
});

test.each([
  ['fails', async ({ call }) => void call.send('Half').cut()],
  ['is stopped', async ({ runId }) => void (await who(patient).person.client.turns.stop.mutate({ runId }))],
] satisfies [string, (run: Awaited<ReturnType<typeof fill>>) => Promise<void>][])(
  'a run that %s gives back what it did not use',
  async (_, end) => {
    const first = await fill(patient);
    await end(first);
    await first.watch.end;
    const { person, classId } = who(patient);
    patient.model.next({ pieces: ['Water moves [1].'] });
    expect(await askToEnd(person.client, { text, classId })).toMatchObject({ status: 'answered' });
  },
);

test('EC-03, PY-14a a question: a call larger than the whole bucket says which limit was hit and what to do', async () => {
  await using small = await startTestApp({ OPENAI_TPM_LIMIT: '1000' });
  const person = await small.person();
  const { classId } = await classWith(small, person, [osmosis]);
  const turn = await askToEnd(person.client, { text, classId });
  expect(turn.error).toMatchObject({ code: 'CONTEXT_TOO_LARGE', retryable: false });
  expect(turn.error?.message).toMatch(/^The question with its passages .* minute\. Ask a shorter question/);
  expect(small.model.calls).toHaveLength(0);
});
