import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { rowsOfSession } from '#tests/harness/rows-of-session.ts';
import { watchEvents } from '#tests/harness/watch-events.ts';

const text = 'What is osmosis?';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  app.model.always({ pieces: ['Water moves [1].'] });
});
afterAll(() => app[Symbol.asyncDispose]());

const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;

/** Somebody with a class, a document in it, a class chat, a document chat and a document chat that was kept. */
async function story() {
  app.passMinute();
  const person = await app.person();
  const { client } = person;
  const { classId, documents } = await classWith(app, person, [osmosis]);
  const documentId = documents[0]?.documentId ?? '';
  const inClass = await askToEnd(client, { text, classId });
  const inDocument = await askToEnd(client, { text, documentId });
  const kept = await client.sessions.create.mutate({ documentId });
  await client.sessions.keep.mutate({ sessionId: kept.sessionId });
  const look = async () => ({
    classes: await client.classes.list.query({}),
    documents: await client.documents.list.query({}),
    usage: await client.usage.get.query(),
    hits: await client.documents.search.query({ query: 'osmotic pressure' }),
    inClass: await client.sessions.get.query({ sessionId: inClass.sessionId }),
    listed: await client.sessions.list.query({ classId }),
  });
  const chat = () => client.sessions.get.query({ sessionId: inDocument.sessionId });
  const keptNow = async () => (await client.sessions.get.query({ sessionId: kept.sessionId })).session;
  return { person, client, classId, documentId, inClass, inDocument, kept, look, chat, keptNow };
}

test('DL-03 a deleted document is gone everywhere with its chats, and restored as it was', async () => {
  const { person, client, classId, documentId, inClass, inDocument, look, chat, keptNow } = await story();
  const before = [await look(), await chat(), await keptNow()];
  const tab = await watchEvents(app.connect(person.token));
  for (let time = 1; time <= 2; time += 1) expect(await client.documents.delete.mutate({ documentId })).toEqual({});
  await tab.until((event) => event.type === 'session.deleted' && event.sessionId === inDocument.sessionId);
  await tab.until((event) => event.type === 'class.changed' && event.class.documentCount === 0);

  for (const call of [
    () => client.documents.get.query({ documentId }),
    () => client.documents.move.mutate({ documentId, classId }),
    () => client.documents.search.query({ query: 'osmosis', documentId }),
    () => client.sessions.get.query({ sessionId: inDocument.sessionId }),
    () => client.turns.get.query({ turnId: inDocument.turnId }),
    () => client.turns.ask.mutate({ turnId: newId(), text, sessionId: inDocument.sessionId }),
    () => client.sessions.restore.mutate({ sessionId: inDocument.sessionId }),
    () => client.sessions.keep.mutate({ sessionId: inDocument.sessionId }),
    () => client.sessions.rename.mutate({ sessionId: inDocument.sessionId, name: 'Again' }),
  ])
    expect(await codeOf(call())).toBe('NOT_FOUND');
  expect((await client.documents.search.query({ query: 'osmosis' })).hits).toEqual([]);
  expect((await client.usage.get.query()).documents.used).toBe(0);
  const cited = await client.turns.get.query({ turnId: inClass.turnId });
  expect(cited.answers[0]?.citations[0]).toMatchObject({ gone: true, quote: inClass.answers[0]?.citations[0]?.quote });
  expect(await keptNow()).toMatchObject({ classId, documentId: null });

  for (let time = 1; time <= 2; time += 1)
    expect(await client.documents.restore.mutate({ documentId })).toMatchObject({ documentId, status: 'ready' });
  expect([await look(), await chat(), await keptNow()]).toEqual(before);
  await tab.until((event) => event.type === 'document.changed' && event.document.documentId === documentId);
  await tab.until((event) => event.type === 'session.changed' && event.session.sessionId === inDocument.sessionId);
  tab.stop();
});

test('DL-03 a deleted class is gone with its documents, its chats stay unbound, and all is restored as it was', async () => {
  const { person, client, classId, documentId, inClass, inDocument, look, chat, keptNow } = await story();
  const before = [await look(), await chat(), await keptNow()];
  const tab = await watchEvents(app.connect(person.token));
  for (let time = 1; time <= 2; time += 1) expect(await client.classes.delete.mutate({ classId })).toEqual({});
  const unbound = await tab.until(
    (event) => event.type === 'session.changed' && event.session.sessionId === inClass.sessionId,
  );
  expect(unbound).toMatchObject({ session: { classId: null, documentId: null } });
  expect(await client.sessions.list.query({ classId })).toEqual({ sessions: [], nextCursor: null });
  expect((await client.classes.list.query({})).classes).toEqual([]);
  expect(await codeOf(client.documents.restore.mutate({ documentId }))).toBe('NOT_FOUND');
  expect(await codeOf(chat())).toBe('NOT_FOUND');
  expect(await keptNow()).toMatchObject({ classId: null, documentId: null });
  expect((await client.sessions.get.query({ sessionId: inClass.sessionId })).turns).toHaveLength(1);

  for (let time = 1; time <= 2; time += 1)
    expect(await client.classes.restore.mutate({ classId })).toEqual((await look()).classes.classes[0]);
  expect([await look(), await chat(), await keptNow()]).toEqual(before);
  await tab.until((event) => event.type === 'session.changed' && event.session.sessionId === inDocument.sessionId);
  tab.stop();
});

test('DL-03 what was deleted is swept after 10 s, with document chats; class chats stay and search everything', async () => {
  const { client, classId, documentId, inClass, inDocument, kept } = await story();
  await client.classes.delete.mutate({ classId });
  app.pass(11_000);
  expect(await codeOf(client.classes.restore.mutate({ classId }))).toBe('NOT_FOUND');
  const { db } = app.app.database;
  await expect.poll(() => db.documents.where({ documentId }).first(), { timeout: 20_000 }).toBeNull();
  await expect.poll(() => db.classes.where({ classId }).first(), { timeout: 20_000 }).toBeNull();
  await expect.poll(() => rowsOfSession(app.app.database, inDocument.sessionId), { timeout: 20_000 }).toBe(0);
  expect(await db.pages.where({ documentId }).all()).toEqual([]);
  for (const sessionId of [inClass.sessionId, kept.sessionId])
    expect((await client.sessions.get.query({ sessionId })).session).toMatchObject({ classId: null, documentId: null });
  expect(await codeOf(client.classes.delete.mutate({ classId }))).toBe('NOT_FOUND');
});

test('a document deleted in mid-stream: its chat’s answer is stopped and counted, one elsewhere ends', async () => {
  const { client, classId, documentId } = await story();
  const { used } = (await client.usage.get.query()).chats;
  const calls = [app.model.nextCall(), app.model.nextCall()];
  const inDocument = await ask(client, { text, documentId });
  const first = await calls[0];
  const inClass = await ask(client, { text, classId });
  const second = await calls[1];
  for (const [call, watch] of [[first, inDocument.watch] as const, [second, inClass.watch] as const]) {
    call?.send('Water moves');
    await watch.until((event) => event.type === 'token');
  }
  await client.documents.delete.mutate({ documentId });
  expect((await inDocument.watch.end).type).toBe('stopped');
  second?.finish();
  expect((await inClass.watch.end).type).toBe('completed');
  expect((await client.usage.get.query()).chats).toMatchObject({ used: used + 2, held: 0 });
});

test('moving a document: its sessions follow, both classes are told, what is asked there finds it', async () => {
  const { person, client, classId, documentId, inDocument, kept, keptNow } = await story();
  const there = await client.classes.create.mutate({ name: 'Botany' });
  const tab = await watchEvents(app.connect(person.token));
  const moved = await client.documents.move.mutate({ documentId, classId: there.classId });
  expect(await client.documents.move.mutate({ documentId, classId: there.classId })).toEqual(moved);
  expect(moved.classId).toBe(there.classId);
  for (const [id, count] of [
    [classId, 0],
    [there.classId, 1],
  ] as const)
    await tab.until(
      (event) => event.type === 'class.changed' && event.class.classId === id && event.class.documentCount === count,
    );
  expect(await keptNow()).toMatchObject({ classId: there.classId, documentId });
  expect((await client.sessions.list.query({ classId: there.classId })).sessions).toMatchObject([
    { sessionId: kept.sessionId },
  ]);
  const chat = await askToEnd(client, { text, sessionId: inDocument.sessionId });
  expect(chat.answers[0]?.citations[0]).toMatchObject({ documentId });
  expect((await client.documents.search.query({ query: 'osmosis', classId })).hits).toEqual([]);
  const { hits } = await client.documents.search.query({ query: 'osmosis', classId: there.classId });
  expect(new Set(hits.map((hit) => hit.documentId))).toEqual(new Set([documentId]));
  expect(await codeOf(client.documents.move.mutate({ documentId, classId: newId() }))).toBe('NOT_FOUND');
  tab.stop();
});

test('documents are searched as one types: ranges in the page’s text, words around them, names too', async () => {
  const person = await app.person();
  const { client } = person;
  const { classId, documents } = await classWith(app, person, [
    osmosis,
    { name: 'Pressure.txt', content: 'Nothing here but a word on salt and membranes.' },
  ]);
  const idOf = (name: string) => documents.find((document) => document.name === name)?.documentId ?? '';
  const hitsOf = async (query: string) => (await client.documents.search.query({ query, classId })).hits;
  const [named, inText] = await hitsOf('press');
  expect(named).toMatchObject({ documentId: idOf('Pressure.txt'), page: 1, start: 0, end: 0 });
  const page = await client.documents.page.query({ documentId: idOf('osmosis.txt'), page: 1 });
  expect(inText).toMatchObject({ documentId: idOf('osmosis.txt'), documentName: 'osmosis.txt', page: 1 });
  const hit = page.text.slice(inText?.start, inText?.end);
  expect([hit, inText?.snippet.includes(hit)]).toEqual(['pressure', true]);
  expect(await hitsOf('"osmotic pressure"')).toHaveLength(1);
  expect(await hitsOf('"pressure osmotic" ')).toEqual([]);
  expect(await hitsOf('zzz')).toEqual([]);
  expect(await hitsOf('?!')).toEqual([]);
  expect(await codeOf(client.documents.search.query({ query: ' ' }))).toBe('BAD_REQUEST');
});
