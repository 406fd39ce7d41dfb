import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from '#server/api/router.ts';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import type { Client } from '#tests/harness/connect.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, upload } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { watchEvents } from '#tests/harness/watch-events.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const text = 'What is osmosis?';
let app: TestApp;
let owner: Person;
let other: Person;
let ids: Ids;

interface Ids {
  classId: string;
  documentId: string;
  sessionId: string;
  turnId: string;
  runId: string;
  passageId: string;
  tokenId: string;
}

beforeAll(async () => {
  app = await startTestApp();
  app.model.always({ pieces: ['Osmosis moves water [1].'] });
  owner = await app.person();
  other = await app.person();
  const { classId, documents } = await classWith(app, owner, [osmosis]);
  const { turnId, sessionId, answers } = await askToEnd(owner.client, { text, classId });
  const { tokenId } = await owner.client.tokens.create.mutate({ name: 'A program' });
  const passageId = answers[0]?.citations[0]?.passageId ?? '';
  ids = { classId, documentId: documents[0]?.documentId ?? '', sessionId, turnId, runId: turnId, passageId, tokenId };
});
afterAll(() => app[Symbol.asyncDispose]());

/** Every procedure that takes an id of something that belongs to somebody. */
const calls: Record<string, (client: Client, ids: Ids) => Promise<unknown>> = {
  'sessions.get': (client, { sessionId }) => client.sessions.get.query({ sessionId }),
  'sessions.create (class)': (client, { classId }) => client.sessions.create.mutate({ classId }),
  'sessions.create (document)': (client, { documentId }) => client.sessions.create.mutate({ documentId }),
  'sessions.rename': (client, { sessionId }) => client.sessions.rename.mutate({ sessionId, name: 'Mine' }),
  'sessions.keep': (client, { sessionId }) => client.sessions.keep.mutate({ sessionId }),
  'sessions.delete': (client, { sessionId }) => client.sessions.delete.mutate({ sessionId }),
  'sessions.restore': (client, { sessionId }) => client.sessions.restore.mutate({ sessionId }),
  'turns.list': (client, { sessionId }) => client.turns.list.query({ sessionId }),
  'turns.get': (client, { turnId }) => client.turns.get.query({ turnId }),
  'turns.ask (class)': (client, { classId }) => client.turns.ask.mutate({ turnId: newId(), text, classId }),
  'turns.ask (document)': (client, { documentId }) => client.turns.ask.mutate({ turnId: newId(), text, documentId }),
  'turns.ask (documents)': (client, { documentId }) =>
    client.turns.ask.mutate({ turnId: newId(), text, documentIds: [documentId] }),
  'turns.askAndWait (class)': (client, { classId }) =>
    client.turns.askAndWait.mutate({ turnId: newId(), text, classId }),
  'turns.retry': (client, { turnId }) => client.turns.retry.mutate({ turnId, runId: newId() }),
  'turns.stop': (client, { runId }) => client.turns.stop.mutate({ runId }),
  'turns.select': (client, { turnId }) => client.turns.select.mutate({ turnId, current: 0 }),
  'turns.delete': (client, { turnId }) => client.turns.delete.mutate({ turnId }),
  'turns.restore': (client, { turnId }) => client.turns.restore.mutate({ turnId }),
  'turns.watch': (client, { runId }) => watchRun(client, runId).end,
  'reactions.set': (client, { turnId, runId }) => client.reactions.set.mutate({ turnId, runId, reaction: 'like' }),
  'classes.rename': (client, { classId }) => client.classes.rename.mutate({ classId, name: 'Mine' }),
  'classes.delete': (client, { classId }) => client.classes.delete.mutate({ classId }),
  'classes.restore': (client, { classId }) => client.classes.restore.mutate({ classId }),
  'documents.search (class)': (client, { classId }) => client.documents.search.query({ query: 'osmosis', classId }),
  'documents.search (document)': (client, { documentId }) =>
    client.documents.search.query({ query: 'osmosis', documentId }),
  'documents.get': (client, { documentId }) => client.documents.get.query({ documentId }),
  'documents.rename': (client, { documentId }) => client.documents.rename.mutate({ documentId, name: 'Mine' }),
  'documents.retry': (client, { documentId }) => client.documents.retry.mutate({ documentId }),
  'documents.move': (client, { documentId, classId }) => client.documents.move.mutate({ documentId, classId }),
  'documents.restore': (client, { documentId }) => client.documents.restore.mutate({ documentId }),
  'documents.delete': (client, { documentId }) => client.documents.delete.mutate({ documentId }),
  'documents.summary': (client, { documentId }) => client.documents.summary.query({ documentId }),
  'documents.page': (client, { documentId }) => client.documents.page.query({ documentId, page: 1 }),
  'tokens.revoke': (client, { tokenId }) => client.tokens.revoke.mutate({ tokenId }),
  'passages.get': (client, { passageId }) => client.passages.get.query({ passageId }),
};

const missing = (): Ids => ({
  classId: newId(),
  documentId: newId(),
  sessionId: newId(),
  turnId: newId(),
  runId: newId(),
  passageId: newId(),
  tokenId: newId(),
});

describe("SE-01 somebody else's id answers exactly like one that does not exist", () => {
  test.each(Object.entries(calls))('SE-01 %s', async (_, call) => {
    const theirs = await refusal(call(other.client, ids));
    expect(theirs.code).toBe('NOT_FOUND');
    expect(theirs).toEqual(await refusal(call(other.client, missing())));
  });

  test('SE-01 the file and the upload', async () => {
    const file = async (documentId: string) => {
      const reply = await fetch(`${app.url}/api/documents/${documentId}/file`, {
        headers: { authorization: `Bearer ${other.token}` },
      });
      return { status: reply.status, body: await reply.text(), headers: shape(reply.headers) };
    };
    expect(await file(ids.documentId)).toEqual(await file(newId()));
    expect((await file(ids.documentId)).status).toBe(404);
    const send = async (classId: string) => {
      const form = new FormData();
      form.append('files', new Blob(['text']), 'a.txt');
      const reply = await fetch(`${app.url}/api/documents?classId=${classId}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${other.token}` },
        body: form,
      });
      return { status: reply.status, body: await reply.text() };
    };
    expect(await send(ids.classId)).toEqual(await send(newId()));
    expect((await send(ids.classId)).status).toBe(404);
  });

  test('SE-01 every procedure that takes an id is among these', () => {
    const covered = new Set(Object.keys(calls).map((name) => name.split(' ')[0]));
    const free = [
      'sessions.list',
      'sessions.deleteAll',
      'classes.list',
      'classes.create',
      'classes.addSample',
      'documents.list',
      'tokens.create',
      'tokens.list',
      'usage.get',
      'events.watch',
    ];
    const all = Object.keys(appRouter._def.procedures);
    expect(all.filter((name) => !covered.has(name) && !free.includes(name))).toEqual([]);
    expect(all.length).toBeGreaterThan(25);
  });

  test("SE-01 lists hold one's own things only", async () => {
    expect((await other.client.classes.list.query({})).classes).toEqual([]);
    expect((await other.client.documents.list.query({})).documents).toEqual([]);
    expect((await other.client.sessions.list.query({})).sessions).toEqual([]);
    expect((await other.client.documents.list.query({ classId: ids.classId })).documents).toEqual([]);
    expect((await other.client.sessions.list.query({ classId: ids.classId })).sessions).toEqual([]);
  });

  test('SE-01 nothing of the owner was changed', async () => {
    expect((await owner.client.classes.list.query({})).classes).toMatchObject([
      { classId: ids.classId, name: 'Biology' },
    ]);
    expect(await owner.client.turns.get.query({ turnId: ids.turnId })).toMatchObject({ answers: [{ reaction: null }] });
  });
});

const shape = (headers: Headers) => [...headers.keys()].filter((name) => name !== 'date').toSorted();

describe('SE-02 without a session every procedure is UNAUTHORIZED', () => {
  test.each(Object.entries(calls).filter(([name]) => name !== 'turns.watch'))('SE-02 %s over HTTP', async (_, call) => {
    expect((await refusal(call(app.overHttp(null), ids))).code).toBe('UNAUTHORIZED');
  });

  test.each(Object.entries(calls))('SE-02 %s over WebSocket', async (_, call) => {
    expect((await refusal(call(app.connect('forged'), ids))).code).toBe('UNAUTHORIZED');
  });

  test('SE-02 what takes no id, the user events, the file and the upload', async () => {
    const nobody = app.overHttp(null);
    for (const call of [
      () => nobody.sessions.list.query({}),
      () => nobody.sessions.deleteAll.mutate({}),
      () => nobody.classes.list.query({}),
      () => nobody.classes.create.mutate({ name: 'x' }),
      () => nobody.classes.addSample.mutate({}),
      () => nobody.documents.list.query({}),
      () => nobody.tokens.create.mutate({ name: 'x' }),
      () => nobody.tokens.list.query({}),
      () => nobody.usage.get.query(),
    ])
      expect((await refusal(call())).code).toBe('UNAUTHORIZED');
    const events = new Promise((_, reject) => {
      app.connect('forged').events.watch.subscribe({}, { onError: reject });
    });
    expect((await refusal(events)).code).toBe('UNAUTHORIZED');
    expect((await fetch(`${app.url}/api/documents/${ids.documentId}/file`)).status).toBe(401);
    expect(
      (await fetch(`${app.url}/api/documents?classId=${ids.classId}`, { method: 'POST', body: new FormData() })).status,
    ).toBe(401);
  });
});

test("SE-10 B creates, asks and retries with A's ids: B gets objects of its own, A's are untouched, no event crosses", async () => {
  const before = await owner.client.turns.get.query({ turnId: ids.turnId });
  const { classId } = await other.client.classes.create.mutate({ classId: ids.classId, name: 'Mine' });
  expect(classId).toBe(ids.classId);
  await upload(app, other.token, classId, [
    { name: 'osmosis.txt', content: 'Osmosis through a membrane, in my own words.' },
  ]);
  const session = await other.client.sessions.create.mutate({ sessionId: ids.sessionId });
  expect(session.sessionId).toBe(ids.sessionId);

  app.model.next('by hand');
  const mine = await ask(owner.client, { text, classId: ids.classId });
  const call = await app.model.nextCall();
  call.send('Only for the owner ');
  await mine.watch.until((event) => event.type === 'token');
  expect((await refusal(watchRun(other.client, mine.runId).end)).code).toBe('NOT_FOUND');

  app.model.next({ pieces: ['Only for the other.'] });
  const theirs = await ask(other.client, {
    turnId: mine.turnId,
    sessionId: ids.sessionId,
    text: 'Osmosis membrane?',
    classId,
  });
  expect(theirs.runId).toBe(mine.runId);
  const theirEnd = await theirs.watch.end;
  expect(theirs.watch.text).not.toContain('owner');
  expect(theirEnd.turn.sessionId).toBe(ids.sessionId);
  expect((await refusal(other.client.turns.retry.mutate({ turnId: ids.turnId, runId: newId() }))).code).toBe(
    'NOT_FOUND',
  );
  await other.client.turns.retry.mutate({ turnId: theirs.turnId, runId: ids.runId });
  await watchRun(other.client, ids.runId).end;

  const events = await watchEvents(owner.client);
  await other.client.turns.select.mutate({ turnId: theirs.turnId, current: 0 });
  await other.client.turns.delete.mutate({ turnId: theirs.turnId });
  await other.client.sessions.delete.mutate({ sessionId: ids.sessionId });
  await other.client.sessions.deleteAll.mutate({});

  call.finish();
  const { turn } = await mine.watch.end;
  expect(turn.answers[0]?.content).toContain('Only for the owner');
  expect(mine.watch.text).not.toContain('other');
  expect(await owner.client.turns.get.query({ turnId: ids.turnId })).toEqual(before);
  await events.until((event) => event.type === 'turn.ended' && event.turn.turnId === mine.turnId);
  expect(events.seen.filter(({ type }) => type.endsWith('.deleted'))).toEqual([]);
  events.stop();
});
