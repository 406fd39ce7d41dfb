import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { refusal } from '#tests/harness/failure.ts';

const text = 'What is osmosis?';
let app: TestApp;
let person: Person;

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
});
afterAll(() => app[Symbol.asyncDispose]());
let tests = 0;
beforeEach(() => {
  tests += 1;
  // one second into a minute that no other test has used
  app.setClock(new Date((Math.ceil(Date.now() / 60_000) + 10 * tests) * 60_000 + 1_000));
});

/** Questions that need no model: nothing is there to search. */
async function askUntilLimit(sessionId: string): Promise<string> {
  let turnId = '';
  for (let n = 0; n < limits.asksPerMinute; n += 1) {
    turnId = newId();
    await askToEnd(person.client, { turnId, sessionId, text });
  }
  return turnId;
}

test('the 21st question of a minute is refused and leaves nothing; the next minute takes it', async () => {
  const sessionId = newId();
  await askUntilLimit(sessionId);
  const refused = { turnId: newId(), sessionId, text };
  const before = await person.client.usage.get.query();
  const error = await refusal(person.client.turns.ask.mutate(refused));
  expect(error).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryable: true });
  expect(error.message).toMatch(/^Those were more than 20 questions in a minute\. Try again in \d+ s\.$/);
  expect(await person.client.usage.get.query()).toEqual(before);
  expect((await refusal(person.client.turns.get.query({ turnId: refused.turnId }))).code).toBe('NOT_FOUND');

  const neighbour = await app.person();
  expect((await askToEnd(neighbour.client, { text })).status).toBe('answered');

  app.passMinute();
  expect((await askToEnd(person.client, refused)).status).toBe('answered');
});

test('RS-03 (at the limit) a question that is known is answered again, and not counted', async () => {
  const sessionId = newId();
  const turnId = await askUntilLimit(sessionId);
  for (let n = 0; n < 3; n += 1)
    expect(await person.client.turns.ask.mutate({ turnId, sessionId, text })).toEqual({
      turnId,
      sessionId,
      runId: turnId,
    });
  expect((await refusal(person.client.turns.retry.mutate({ turnId, runId: newId() }))).code).toBe('TOO_MANY_REQUESTS');
  app.passMinute();
  const again = { turnId: newId(), sessionId, text };
  for (let n = 0; n < limits.asksPerMinute + 5; n += 1) await person.client.turns.ask.mutate(again);
});
