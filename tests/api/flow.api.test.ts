import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import type { RunWatch } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';

/** An app with somebody who has a document. */
async function openFor(env: Record<string, string>) {
  const app = await startTestApp(env);
  const person = await app.person();
  return { app, person, ...(await classWith(app, person, [osmosis])) };
}

const tokensOf = ({ seen }: RunWatch) => seen.flatMap(({ event }) => (event.type === 'token' ? [event.text] : []));
const isToken = ({ type }: { type: string }) => type === 'token';

describe('live', () => {
  let app: TestApp;
  let person: Person;
  let classId: string;
  beforeAll(async () => {
    ({ app, person, classId } = await openFor({}));
  });
  afterAll(() => app[Symbol.asyncDispose]());
  beforeEach(() => app.passMinute());

  test('the first token goes out at once, while nothing more has come', async () => {
    const asking = ask(person.client, { text, classId });
    const call = await app.model.nextCall();
    call.send('Water');
    const { watch } = await asking;
    expect(await watch.until(isToken)).toMatchObject({ type: 'token', offset: 0, text: 'Water' });
    call.send(' moves [1].').finish();
    expect((await watch.end).turn.answers[0]?.content).toBe('Water moves [1].');
  });

  test('a burst goes out in few events, each citation before the token in which its number appears', async () => {
    const words = Array.from({ length: 500 }, (_, n) => (n % 50 === 49 ? ' [1].' : ` word${n}`));
    app.model.next({ pieces: words });
    const { watch } = await ask(person.client, { text, classId });
    const { turn } = await watch.end;
    expect(turn.answers[0]?.content).toBe(words.join(''));
    expect(watch.text).toBe(words.join(''));
    expect(tokensOf(watch).length).toBeLessThan(100);
    const types = watch.seen.map(({ event }) => event.type);
    const marked = watch.seen.findIndex(({ event }) => event.type === 'token' && event.text.includes('[1]'));
    expect(types.indexOf('citation')).toBeLessThan(marked);
  });

  test('RS-10 (stopped): text that waits when a run is stopped goes out, and is what is stored', async () => {
    const asking = ask(person.client, { text, classId });
    const call = await app.model.nextCall();
    const { watch, runId } = await asking;
    call.send('Water ');
    await watch.until(isToken);
    for (const word of ['moves ', 'through ', 'a ', 'membrane ']) call.send(word);
    await watch.until((event) => event.type === 'token' && event.offset > 0);
    await person.client.turns.stop.mutate({ runId });
    const { turn } = await watch.end;
    expect(turn.answers[0]).toMatchObject({ outcome: 'stopped', content: watch.text });
  });
});

describe('ENABLE_STREAMING=false', () => {
  let app: TestApp;
  let person: Person;
  let classId: string;
  beforeAll(async () => {
    ({ app, person, classId } = await openFor({ ENABLE_STREAMING: 'false' }));
  });
  afterAll(() => app[Symbol.asyncDispose]());
  beforeEach(() => app.passMinute());

  test('the text comes in one event, right before the terminal one, and is what is stored', async () => {
    app.model.next({ pieces: ['Water ', 'moves ', '[1].'], delayMs: 40 });
    const { watch } = await ask(person.client, { text, classId });
    const { turn } = await watch.end;
    expect(tokensOf(watch)).toEqual(['Water moves [1].']);
    expect(watch.seen.slice(-2).map(({ event }) => event.type)).toEqual(['token', 'completed']);
    expect(turn.answers[0]).toMatchObject({ content: 'Water moves [1].', outcome: 'answered' });
    expect(turn.answers[0]?.citations).toHaveLength(1);
  });

  test('FT-09 (in one event) stopped before it is stopped before the first token: not counted, STOPPED', async () => {
    const before = (await person.client.usage.get.query()).chats;
    const asking = ask(person.client, { text, classId });
    const call = await app.model.nextCall();
    call.send('Water moves [1], as far as is known.');
    const { watch, runId } = await asking;
    await watch.until(({ type }) => type === 'citation');
    expect(await person.client.turns.stop.mutate({ runId })).toEqual({ end: 'stopped' });
    const { turn } = await watch.end;
    expect(turn).toMatchObject({ status: 'failed', answers: [], error: { code: 'STOPPED' } });
    expect(tokensOf(watch)).toEqual([]);
    expect((await person.client.usage.get.query()).chats).toEqual(before);
  });

  test('a failure in mid-stream shows nothing of the answer', async () => {
    app.model.next({ pieces: ['Water moves'], end: 'cut' });
    const { watch } = await ask(person.client, { text, classId });
    expect(await watch.end).toMatchObject({ type: 'failed', error: { code: 'MODEL_UNAVAILABLE' } });
    expect(tokensOf(watch)).toEqual([]);
  });
});
