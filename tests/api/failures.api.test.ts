import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import type { Script } from '#tests/harness/model-script.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
const secret = 'upstream-secret-text';
let app: TestApp;
let person: Person;
let classId: string;

beforeAll(async () => {
  app = await startTestApp({ STREAM_IDLE_TIMEOUT_MS: '300' });
  person = await app.person();
  ({ classId } = await classWith(app, person, [osmosis]));
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(() => app.passMinute());

const half = ['Osmosis is the diff', 'usion of water'];

/** Runs a question against a misbehaving model; checks what every failure must be; then retries it with success. */
async function failsAndRecovers(...scripts: [Script, ...Script[]]) {
  app.passMinute();
  const before = await person.client.usage.get.query();
  app.model.next(...scripts);
  const { watch, turnId } = await ask(person.client, { text, classId });
  const end = await watch.end;
  expect(end).toMatchObject({ type: 'failed', error: { code: 'MODEL_UNAVAILABLE', retryable: true } });
  expect(end.turn).toMatchObject({ status: 'failed', answers: [], runId: null, error: { code: 'MODEL_UNAVAILABLE' } });
  expect(JSON.stringify(end)).not.toContain(secret);
  const stored = await app.app.database.db.turns.where({ turnId }).all();
  expect(JSON.stringify(stored)).not.toContain('diff');
  expect((await person.client.usage.get.query()).chats).toEqual(before.chats);

  app.model.next({ pieces: ['Water moves [1].'] });
  const runId = newId();
  await person.client.turns.retry.mutate({ turnId, runId });
  const retried = await watchRun(person.client, runId).end;
  expect(retried).toMatchObject({ type: 'completed', turn: { status: 'answered', error: null } });
}

describe('the model dies in mid-stream', () => {
  test.each([
    ['cut', { pieces: half, end: 'cut' }],
    ['reset', { pieces: half, end: 'reset' }],
    ['an error in the stream', { pieces: half, end: 'error in stream' }],
    ['malformed', { pieces: half, end: 'malformed' }],
    ['an end without finish', { pieces: half, end: 'no finish' }],
    ['no text at all', { pieces: [] }],
  ] satisfies [string, Script][])(
    'ST-06, PY-14b %s: failed, retry offered, nothing charged, nothing partial stored',
    async (_, script) => {
      await failsAndRecovers(script);
    },
  );

  test('ST-07 the model goes silent: failed after the idle timeout, retry offered', async () => {
    await failsAndRecovers({ pieces: half, end: 'silence' });
  });
});

describe('the model refuses', () => {
  test.each([
    ['401', { status: 401, message: secret }],
    ['500', { status: 500, message: secret }],
    ['503', { status: 503, message: secret }],
  ] satisfies [string, Script][])(
    'EC-04 %s is MODEL_UNAVAILABLE with retry, without upstream text',
    async (_, script) => {
      await failsAndRecovers(script);
    },
  );

  test('EC-04 a rate limit that holds after two retries', async () => {
    const limited = { status: 429, message: secret, headers: { 'retry-after': '0' } };
    const before = app.model.calls.length;
    await failsAndRecovers(limited, limited, limited);
    expect(app.model.calls.length - before).toBe(4);
  });

  test('EC-04 a model that never begins', async () => {
    await failsAndRecovers({ pieces: [], end: 'silence' });
  });

  test('a rate limit that passes is not seen', async () => {
    app.model.next({ status: 429, headers: { 'retry-after': '0' } }, { pieces: ['Water moves [1].'] });
    const { watch } = await ask(person.client, { text, classId });
    expect((await watch.end).type).toBe('completed');
  });

  test("the model's content filter is MODEL_REFUSED, which a retry cannot help", async () => {
    app.model.next({ pieces: half, end: 'content_filter' });
    const { watch } = await ask(person.client, { text, classId });
    expect(await watch.end).toMatchObject({ type: 'failed', error: { code: 'MODEL_REFUSED', retryable: false } });
  });
});
