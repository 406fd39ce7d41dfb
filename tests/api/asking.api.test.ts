import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const question = 'What is osmosis?';
let app: TestApp;
let person: Person;
let classId: string;
let documentId: string;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(async () => {
  app.model.always({ pieces: ['Osmosis is the diffusion ', 'of water [1].'] });
  person = await app.person();
  const made = await classWith(app, person, [osmosis]);
  classId = made.classId;
  documentId = made.documents[0]?.documentId ?? '';
});

describe('sessions', () => {
  test('ND-3a an existing session is used', async () => {
    const session = await person.client.sessions.create.mutate({ sessionId: newId(), classId });
    const turn = await askToEnd(person.client, { text: question, sessionId: session.sessionId });
    expect(turn.sessionId).toBe(session.sessionId);
    expect(turn).toMatchObject({ status: 'answered', answers: [{ outcome: 'answered' }] });
    expect((await person.client.sessions.list.query({})).sessions).toHaveLength(1);
  });

  test('ND-3b an unknown session id is created with that id', async () => {
    const sessionId = newId();
    const turn = await askToEnd(person.client, { text: question, sessionId, classId });
    expect(turn.sessionId).toBe(sessionId);
    expect((await person.client.sessions.get.query({ sessionId })).session).toMatchObject({
      name: question,
      classId,
      ephemeral: false,
    });
  });

  test('ND-3b questions at the same moment into the same unknown session are all taken', async () => {
    for (let round = 0; round < 3; round += 1) {
      const sessionId = newId();
      const asks = Array.from({ length: 4 }, () => ask(person.client, { text: question, sessionId, classId }));
      for (const { watch } of await Promise.all(asks)) await watch.end;
      expect((await person.client.sessions.get.query({ sessionId })).turns).toHaveLength(4);
      app.passMinute();
    }
  });

  test('ND-3c without a session id a new one is made, one however often it is asked', async () => {
    const turnId = newId();
    const first = await person.client.turns.ask.mutate({ turnId, text: question, classId });
    const again = await person.client.turns.ask.mutate({ turnId, text: question, classId });
    expect(again).toEqual(first);
    expect((await person.client.sessions.list.query({})).sessions.map(({ sessionId }) => sessionId)).toEqual([
      first.sessionId,
    ]);
  });

  test('ND-3d a document makes an ephemeral "Document Chat", which lists leave out until it is kept', async () => {
    const { sessionId } = await askToEnd(person.client, { text: question, documentId });
    const { session } = await person.client.sessions.get.query({ sessionId });
    expect(session).toMatchObject({ name: 'Document Chat', ephemeral: true, documentId, classId });
    expect((await person.client.sessions.list.query({})).sessions).toEqual([]);
    await person.client.sessions.keep.mutate({ sessionId });
    expect((await person.client.sessions.list.query({})).sessions).toHaveLength(1);
  });

  test('ND-3e the extension makes an "Extension Chat", in a list of its own', async () => {
    const { sessionId } = await askToEnd(person.client, { text: question, classId, source: 'chrome_extension' });
    const { session } = await person.client.sessions.get.query({ sessionId });
    expect(session).toMatchObject({ name: 'Extension Chat', source: 'chrome_extension' });
    expect((await person.client.sessions.list.query({})).sessions).toEqual([]);
    expect((await person.client.sessions.list.query({ source: 'chrome_extension' })).sessions).toHaveLength(1);
  });

  test("ND-3f the other source's session is refused, and nothing is stored", async () => {
    const { sessionId } = await person.client.sessions.create.mutate({ source: 'chrome_extension' });
    const turnId = newId();
    const error = await refusal(person.client.turns.ask.mutate({ turnId, text: question, sessionId }));
    expect(error.code).toBe('SOURCE_MISMATCH');
    expect((await refusal(person.client.turns.get.query({ turnId }))).code).toBe('NOT_FOUND');
  });

  test('ND-3f a question that was asked in the other source is not given, also where no session is named', async () => {
    const source = 'chrome_extension';
    const { turnId } = await askToEnd(person.client, { text: question, sessionId: newId(), source });
    const asked = { turnId, text: question };
    expect((await refusal(person.client.turns.ask.mutate(asked))).code).toBe('CONFLICT');
    expect(await person.client.turns.ask.mutate({ ...asked, source })).toMatchObject({ turnId });
  });

  test('a class given with a question rebinds the session for later ones; both given must agree', async () => {
    const { sessionId } = await askToEnd(person.client, { text: question, documentId });
    await askToEnd(person.client, { text: question, sessionId, classId });
    const { session } = await person.client.sessions.get.query({ sessionId });
    expect(session).toMatchObject({ documentId: null, classId, name: 'Document Chat', ephemeral: true });
    const other = await person.client.classes.create.mutate({ name: 'Other' });
    const error = await refusal(
      person.client.turns.ask.mutate({ turnId: newId(), text: question, classId: other.classId, documentId }),
    );
    expect(error.code).toBe('BAD_REQUEST');
  });
});

describe('questions', () => {
  test('ND-4a, ND-7b the question is stored when it is accepted, the whole answer once at the end', async () => {
    const calling = app.model.nextCall();
    const { turnId, watch } = await ask(person.client, { text: question, classId });
    expect(await person.client.turns.get.query({ turnId })).toMatchObject({ question, status: 'running', answers: [] });
    (await calling).send('Osmosis is ').send('the diffusion of water [1].').finish();
    const end = await watch.end;
    expect(end.type).toBe('completed');
    expect(end.turn.answers).toHaveLength(1);
    expect(end.turn.answers[0]?.content).toBe(watch.text);
    expect(await person.client.turns.get.query({ turnId })).toEqual(end.turn);
  });

  test('ND-7a nothing partial is stored while the answer streams', async () => {
    const calling = app.model.nextCall();
    const { turnId, watch } = await ask(person.client, { text: question, classId });
    const call = await calling;
    call.send('Osmosis is a ');
    await watch.until((event) => event.type === 'token');
    const everything = await Promise.all(
      (
        (await app.app.database.native
          .listCollections?.()
          .toArray()
          .catch(() => [])) ?? []
      ).map(({ name }) => app.app.database.native.collection(name).find({}).toArray()),
    );
    const stored = JSON.stringify([everything, await app.app.database.db.turns.where({ turnId }).all()]);
    expect(stored).toContain(question);
    expect(stored).not.toContain('Osmosis is a');
    call.finish();
    await watch.end;
  });

  test('RS-03 an ask sent twice at the same moment is one run and one charge', async () => {
    const input = { turnId: newId(), text: question, classId };
    const replies = await Promise.all(Array.from({ length: 8 }, () => person.client.turns.ask.mutate(input)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    await watchRun(person.client, input.turnId).end;
    expect(await person.client.turns.ask.mutate(input)).toEqual(replies[0]);
    const calls = app.model.calls.filter(({ request }) =>
      request.messages.some(({ content }) => content.includes(question)),
    );
    expect(calls.length).toBeGreaterThan(0);
    expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 1, held: 0 });
    const { turns } = await person.client.turns.list.query({ sessionId: replies[0]?.sessionId ?? '' });
    expect(turns).toHaveLength(1);
    expect(turns[0]?.answers).toHaveLength(1);
  });

  test('RS-04 the same turn id with another text, or in another session, is a conflict', async () => {
    const turnId = newId();
    await person.client.turns.ask.mutate({ turnId, text: question, classId });
    await watchRun(person.client, turnId).end;
    const otherText = person.client.turns.ask.mutate({ turnId, text: 'Something else?', classId });
    expect((await refusal(otherText)).code).toBe('CONFLICT');
    const otherSession = person.client.turns.ask.mutate({ turnId, text: question, classId, sessionId: newId() });
    expect((await refusal(otherSession)).code).toBe('CONFLICT');
    expect((await person.client.usage.get.query()).chats.used).toBe(1);
  });

  test('RS-04 a turn id that is the id of another turn’s retry is a conflict, also while that runs, and stores nothing', async () => {
    const { turnId } = await askToEnd(person.client, { text: question, classId });
    const runId = newId();
    app.model.next('by hand');
    const called = app.model.nextCall();
    await person.client.turns.retry.mutate({ turnId, runId });
    const { sessions } = await person.client.sessions.list.query({});
    const asked = { turnId: runId, text: question, classId };
    expect((await refusal(person.client.turns.ask.mutate(asked))).code).toBe('CONFLICT');
    (await called).send('Osmosis.').finish();
    await watchRun(person.client, runId).end;
    expect((await refusal(person.client.turns.ask.mutate(asked))).code).toBe('CONFLICT');
    const after = (await person.client.sessions.list.query({})).sessions;
    expect(after.map(({ sessionId }) => sessionId)).toEqual(sessions.map(({ sessionId }) => sessionId));
  });

  test('ST-02 500 and 8,000 characters stream; 8,001 are a clear error', async () => {
    for (const length of [500, 8_000]) {
      const text = `${question} ${'osmosis '.repeat(1_000)}`.slice(0, length - 1).padEnd(length, '?');
      const { watch } = await ask(person.client, { text, classId });
      expect((await watch.end).type).toBe('completed');
      expect(watch.text).toContain('diffusion');
    }
    const error = await refusal(person.client.turns.ask.mutate({ turnId: newId(), text: 'x'.repeat(8_001), classId }));
    expect(error.code).toBe('BAD_REQUEST');
    expect(error.message).toContain('8000');
  });

  test('RS-11 watching a run whose log is long gone gives its stored turn', async () => {
    const turn = await askToEnd(person.client, { text: question, classId });
    await app.restart();
    const client = app.connect(person.token);
    const watch = watchRun(client, turn.turnId);
    expect(await watch.end).toEqual({ type: 'completed', turn });
    expect(watch.seen.map(({ id }) => id)).toEqual(['end']);
    person = await app.person();
  });

  test('watching again with the last id `end` completes at once; an unknown run is NOT_FOUND', async () => {
    const turn = await askToEnd(person.client, { text: question, classId });
    const again = watchRun(person.client, turn.turnId, 'end');
    await expect(again.end).rejects.toThrow('completed after nothing');
    await expect(watchRun(person.client, newId()).end).rejects.toMatchObject({ data: { app: { code: 'NOT_FOUND' } } });
  });

  test('a turn that is removed under its run ends it, and holds no place', async () => {
    const calling = app.model.nextCall();
    const { watch, turnId } = await ask(person.client, { text: question, classId });
    const call = await calling;
    call.send('Osmosis ');
    await watch.until((event) => event.type === 'token');
    await app.app.database.db.turns.where({ userId: person.userId, turnId }).deleteAndCount();
    call.finish();
    expect(await watch.end).toMatchObject({ type: 'failed', error: { code: 'INTERRUPTED' } });
    expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });
  });

  test('at most 4 answers at once; a question beyond is refused before anything is stored', async () => {
    app.model.always('by hand');
    const asked = await Promise.all(Array.from({ length: 4 }, () => ask(person.client, { text: question, classId })));
    const turnId = newId();
    const error = await refusal(person.client.turns.ask.mutate({ turnId, text: question, classId }));
    expect(error.code).toBe('TOO_MANY_REQUESTS');
    expect((await refusal(person.client.turns.get.query({ turnId }))).code).toBe('NOT_FOUND');
    for (const { runId } of asked) await person.client.turns.stop.mutate({ runId });
    expect((await person.client.usage.get.query()).chats).toMatchObject({ used: 0, held: 0 });
  });
});

describe('reactions', () => {
  test('like, dislike and none are stored on their own version', async () => {
    const turn = await askToEnd(person.client, { text: question, classId });
    const runId = newId();
    await person.client.turns.retry.mutate({ turnId: turn.turnId, runId });
    await watchRun(person.client, runId).end;
    const react = (reaction: 'like' | 'dislike' | null) =>
      person.client.reactions.set.mutate({ turnId: turn.turnId, runId, reaction });
    expect((await react('like')).reaction).toBe('like');
    expect((await react('dislike')).reaction).toBe('dislike');
    const stored = await person.client.turns.get.query({ turnId: turn.turnId });
    expect(stored.answers.map(({ reaction }) => reaction)).toEqual([null, 'dislike']);
    expect((await react(null)).reaction).toBeNull();
  });
});

test('search finds chats by their name and their questions, whatever the case, and takes signs as they are', async () => {
  const { sessionId } = await askToEnd(person.client, { text: 'What is osmosis (in cells)?', classId });
  await person.client.sessions.rename.mutate({ sessionId, name: 'Mañana' });
  const found = async (search: string) =>
    (await person.client.sessions.list.query({ search })).sessions.map((session) => session.sessionId);
  expect(await found('OSMOSIS (IN')).toEqual([sessionId]);
  expect(await found('mañ')).toEqual([sessionId]);
  expect(await found('.*')).toEqual([]);
  expect(await found('mitosis')).toEqual([]);
});
