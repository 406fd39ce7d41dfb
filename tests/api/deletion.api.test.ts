import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { AskReply, Turn } from '#shared/turn.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import type { Client } from '#tests/harness/connect.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { retryToEnd } from '#tests/harness/retry.ts';
import { rowsOfSession } from '#tests/harness/rows-of-session.ts';
import { watchEvents } from '#tests/harness/watch-events.ts';
import { type RunWatch, watchRun } from '#tests/harness/watch-run.ts';

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

/** A session of three questions; the second has two versions and a reaction. */
async function story() {
  app.passMinute();
  const sessionId = newId();
  const turns: Turn[] = [];
  for (const question of ['What is osmosis?', 'Where does water move?', 'What is osmotic pressure?'])
    turns.push(await askToEnd(person.client, { text: question, sessionId, classId }));
  const turnId = turns[1]?.turnId ?? '';
  await person.client.reactions.set.mutate({ turnId, runId: turnId, reaction: 'like' });
  await retryToEnd(person.client, turnId);
  await person.client.turns.select.mutate({ turnId, current: 0 });
  return { sessionId, turnId };
}

const rowsOf = (sessionId: string) => rowsOfSession(app.app.database, sessionId);

async function asking(): Promise<{ reply: AskReply; watch: RunWatch; call: Awaited<ReturnType<typeof nextCall>> }> {
  app.passMinute();
  const calling = nextCall();
  const { watch, ...reply } = await ask(person.client, { text, classId });
  return { reply, watch, call: await calling };
}
const nextCall = () => app.model.nextCall();
const firstToken = (watch: RunWatch) => watch.until((event) => event.type === 'token');

describe('questions', () => {
  test('DL-03 a deleted question is gone everywhere, and restored as it was', async () => {
    const { sessionId, turnId } = await story();
    const before = await person.client.sessions.get.query({ sessionId });
    const used = await usage();
    const tab = await watchEvents(app.connect(person.token));
    expect(await person.client.turns.delete.mutate({ turnId })).toEqual({});
    expect(await person.client.turns.delete.mutate({ turnId })).toEqual({});
    await tab.until((event) => event.type === 'turn.deleted' && event.turnId === turnId);

    const { turns } = await person.client.sessions.get.query({ sessionId });
    expect(turns.map((turn) => turn.turnId)).toEqual([before.turns[0]?.turnId, before.turns[2]?.turnId]);
    for (const call of [
      () => person.client.turns.get.query({ turnId }),
      () => person.client.turns.select.mutate({ turnId, current: 1 }),
      () => person.client.turns.retry.mutate({ turnId, runId: newId() }),
      () => person.client.reactions.set.mutate({ turnId, runId: turnId, reaction: null }),
      () => watchRun(person.client, turnId).end,
    ])
      expect(await codeOf(call())).toBe('NOT_FOUND');
    expect(
      await codeOf(person.client.turns.ask.mutate({ turnId, text: before.turns[1]?.question ?? '', sessionId })),
    ).toBe('CONFLICT');
    expect(
      (await person.client.sessions.list.query({ search: 'where does' })).sessions.map((found) => found.sessionId),
    ).not.toContain(sessionId);
    await askToEnd(person.client, { text: 'Tell me about membranes and osmosis', sessionId });
    const sent = (app.model.calls.at(-1)?.request.messages ?? []).map(({ content }) => content).join('\n');
    expect(sent).toContain('What is osmotic pressure?');
    expect(sent).not.toContain('Where does water move?');

    const restored = await person.client.turns.restore.mutate({ turnId });
    expect(restored).toEqual(before.turns[1]);
    expect(await person.client.turns.restore.mutate({ turnId })).toEqual(restored);
    expect((await person.client.sessions.get.query({ sessionId })).turns.slice(0, 3)).toEqual(before.turns);
    await tab.until((event) => event.type === 'turn.ended' && event.turn.turnId === turnId);
    expect(await usage()).toMatchObject({ used: used.used + 1, held: 0 });
    tab.stop();
  });

  test('a question deleted in mid-stream is stopped and counted, its watcher has one end, no tab is told of it any more', async () => {
    const { used } = await usage();
    const { reply, watch, call } = await asking();
    call.send('Water moves');
    await firstToken(watch);
    const tab = await watchEvents(app.connect(person.token));
    await person.client.turns.delete.mutate({ turnId: reply.turnId });
    await call.closed;
    expect((await watch.end).type).toBe('stopped');
    expect(await usage()).toMatchObject({ used: used + 1, held: 0 });
    const { session, turns } = await person.client.sessions.get.query({ sessionId: reply.sessionId });
    expect({ runIds: session.runIds, turns }).toEqual({ runIds: [], turns: [] });
    await tab.until((event) => event.type === 'usage.changed');
    expect(tab.seen.filter(({ type }) => type === 'turn.ended')).toEqual([]);
    tab.stop();
    const restored = await person.client.turns.restore.mutate({ turnId: reply.turnId });
    expect(restored).toMatchObject({ status: 'answered', answers: [{ outcome: 'stopped', content: 'Water moves' }] });
  });

  test('a deleted question is removed after 10 s, and restored no more', async () => {
    const { sessionId, turnId } = await story();
    await person.client.turns.delete.mutate({ turnId });
    app.pass(11_000);
    expect(await codeOf(person.client.turns.restore.mutate({ turnId }))).toBe('NOT_FOUND');
    await app.restart();
    person = { ...person, client: app.connect(person.token) };
    await expect.poll(() => rowsOf(sessionId), { timeout: 10_000 }).toBe(3);
    expect(await codeOf(person.client.turns.restore.mutate({ turnId }))).toBe('NOT_FOUND');
    expect(await codeOf(person.client.turns.delete.mutate({ turnId }))).toBe('NOT_FOUND');
  });
});

describe('sessions', () => {
  /** Everything that a session of this id could be reached by. */
  const ways = (client: Client, sessionId: string, turnId: string): (() => Promise<unknown>)[] => [
    () => client.sessions.get.query({ sessionId }),
    () => client.sessions.rename.mutate({ sessionId, name: 'Again' }),
    () => client.sessions.keep.mutate({ sessionId }),
    () => client.turns.list.query({ sessionId }),
    () => client.turns.get.query({ turnId }),
    () => client.turns.select.mutate({ turnId, current: 1 }),
    () => client.turns.retry.mutate({ turnId, runId: newId() }),
    () => client.turns.restore.mutate({ turnId }),
    () => client.turns.delete.mutate({ turnId }),
    () => client.reactions.set.mutate({ turnId, runId: turnId, reaction: null }),
    () => watchRun(client, turnId).end,
    () => client.turns.ask.mutate({ turnId: newId(), text, sessionId }),
    () => client.turns.ask.mutate({ turnId, text: 'Where does water move?', sessionId }),
  ];

  test('DL-03 a deleted session is gone everywhere, and restored with what went with it', async () => {
    const { sessionId, turnId } = await story();
    const { turns } = await person.client.sessions.get.query({ sessionId });
    await person.client.turns.delete.mutate({ turnId: turns[0]?.turnId ?? '' });
    const before = await person.client.sessions.get.query({ sessionId });
    const listed = await person.client.sessions.list.query({ classId });
    const { used } = await usage();
    const tab = await watchEvents(app.connect(person.token));
    expect(await person.client.sessions.delete.mutate({ sessionId })).toEqual({});
    expect(await person.client.sessions.delete.mutate({ sessionId })).toEqual({});
    await tab.until((event) => event.type === 'session.deleted' && event.sessionId === sessionId);

    for (const way of ways(person.client, sessionId, turnId)) expect(await codeOf(way())).toBe('NOT_FOUND');
    expect(await codeOf(person.client.sessions.create.mutate({ sessionId }))).toBe('CONFLICT');
    for (const search of [undefined, 'osmosis'])
      expect(
        (await person.client.sessions.list.query({ search })).sessions.map((session) => session.sessionId),
      ).not.toContain(sessionId);

    expect(await person.client.sessions.restore.mutate({ sessionId })).toEqual(before.session);
    expect(await person.client.sessions.restore.mutate({ sessionId })).toEqual(before.session);
    expect(await person.client.sessions.get.query({ sessionId })).toEqual(before);
    expect(await person.client.sessions.list.query({ classId })).toEqual(listed);
    await tab.until((event) => event.type === 'session.changed' && event.session.sessionId === sessionId);
    expect(await usage()).toMatchObject({ used, held: 0 });
    tab.stop();
  });

  test.each([
    { tokens: ['Water moves'], counted: 1 },
    { tokens: [], counted: 0 },
  ])(
    'DL-01 a session deleted in mid-stream after $tokens: one terminal event, $counted charged, nothing left',
    async ({ tokens, counted }) => {
      const { used } = await usage();
      const { reply, watch, call } = await asking();
      for (const token of tokens) call.send(token);
      if (tokens.length > 0) await firstToken(watch);
      const second = watchRun(app.connect(person.token), reply.runId);
      await second.until((event) => event.type === 'started');
      await person.client.sessions.delete.mutate({ sessionId: reply.sessionId });
      await call.closed;
      for (const { end } of [watch, second]) expect((await end).type).toBe('stopped');
      expect(watch.seen.filter(({ id }) => id === 'end')).toHaveLength(1);
      expect(await usage()).toMatchObject({ used: used + counted, held: 0 });
      for (const way of ways(person.client, reply.sessionId, reply.turnId))
        expect(await codeOf(way())).toMatch(/NOT_FOUND|CONFLICT/);
      app.pass(60_000);
      await expect.poll(() => rowsOf(reply.sessionId), { timeout: 15_000 }).toBe(0);
      expect(await usage()).toMatchObject({ used: used + counted, held: 0 });
      expect(await codeOf(person.client.sessions.restore.mutate({ sessionId: reply.sessionId }))).toBe('NOT_FOUND');
      expect(await codeOf(person.client.sessions.delete.mutate({ sessionId: reply.sessionId }))).toBe('NOT_FOUND');
    },
  );

  test('questions stored at the moment their session is deleted leave nothing, and are charged for what came', async () => {
    const mine = await app.person();
    const sessionIds = Array.from({ length: 12 }, newId);
    for (const [index, sessionId] of sessionIds.entries()) {
      if (index % 4 === 0) app.passMinute();
      await mine.client.sessions.create.mutate({ sessionId, classId: undefined });
      const turnId = newId();
      const asked = mine.client.turns.ask.mutate({ turnId, text, sessionId }).then(
        () => null,
        (error: unknown) => error,
      );
      await new Promise((resolve) => setTimeout(resolve, index));
      await mine.client.sessions.delete.mutate({ sessionId });
      const error = await asked;
      if (error !== null) expect((await refusal(Promise.reject(error))).code).toBe('NOT_FOUND');
      expect(await codeOf(watchRun(mine.client, turnId).end)).toBe('NOT_FOUND');
    }
    await expect.poll(async () => (await mine.client.usage.get.query()).chats.held).toBe(0);
    const ended = await app.app.database.db.turns.where({ userId: mine.userId }).all();
    const counted = ended.flatMap((turn) => turn.ended).filter((run) => run.counted).length;
    expect((await mine.client.usage.get.query()).chats.used).toBe(counted);
    app.pass(120_000);
    for (const sessionId of sessionIds) await expect.poll(() => rowsOf(sessionId), { timeout: 15_000 }).toBe(0);
    expect((await mine.client.usage.get.query()).chats).toMatchObject({ used: counted, held: 0 });
  });

  test('a sweep that was cut short is finished at the next start, and what it removes is settled first', async () => {
    const mine = await app.person();
    const { sessionId, turnId } = await askToEnd(mine.client, { text: 'Hello there' });
    const { classId: own } = await classWith(app, mine, [osmosis]);
    const answered = await askToEnd(mine.client, { text, sessionId, classId: own });
    const { db } = app.app.database;
    const month = new Date().toISOString().slice(0, 7);
    await db.usage.where({ userId: mine.userId, month }).update((f) => [f.held.push(answered.turnId), f.used.inc(-1)]);
    await db.sessions.where({ userId: mine.userId, sessionId }).update({ deletedAt: new Date(0) });
    await db.turns.where({ userId: mine.userId, turnId }).deleteAndCount();
    await app.restart();
    person = { ...person, client: app.connect(person.token) };
    await expect.poll(() => rowsOf(sessionId), { timeout: 10_000 }).toBe(0);
    expect((await app.connect(mine.token).usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });
  });

  test('all chats of one source go at once, document chats too, and running answers are stopped', async () => {
    const mine = await app.person();
    const { documents } = await classWith(app, mine, [osmosis]);
    const documentId = documents[0]?.documentId ?? '';
    const kept = await mine.client.sessions.create.mutate({ source: 'chrome_extension' });
    await mine.client.sessions.create.mutate({ name: 'One' });
    await mine.client.sessions.create.mutate({ documentId });
    const calling = nextCall();
    const { watch, sessionId } = await ask(mine.client, { text });
    (await calling).send('Water');
    await firstToken(watch);
    expect(await mine.client.sessions.deleteAll.mutate({})).toEqual({ deleted: 3 });
    expect((await watch.end).type).toBe('stopped');
    expect(await mine.client.sessions.deleteAll.mutate({})).toEqual({ deleted: 0 });
    expect((await mine.client.sessions.list.query({})).sessions).toEqual([]);
    const left = await mine.client.sessions.list.query({ source: 'chrome_extension' });
    expect(left.sessions).toEqual([kept]);
    expect((await mine.client.sessions.restore.mutate({ sessionId })).sessionId).toBe(sessionId);
    expect((await mine.client.sessions.get.query({ sessionId })).turns).toMatchObject([
      { answers: [{ content: 'Water' }] },
    ]);
    expect(await mine.client.sessions.deleteAll.mutate({ source: 'chrome_extension' })).toEqual({ deleted: 1 });
  });
});
