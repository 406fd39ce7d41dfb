import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#shared/ids.ts';
import type { Turn } from '#shared/turn.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, type TestFile } from '#tests/harness/documents.ts';
import { refusal } from '#tests/harness/failure.ts';
import { withOffered } from '#tests/harness/offered.ts';
import { retryToEnd } from '#tests/harness/retry.ts';
import { watchEvents } from '#tests/harness/watch-events.ts';
import { watchRun } from '#tests/harness/watch-run.ts';

const question = 'What is osmosis, and what do mitochondria do?';
const energy: TestFile = { name: 'energy.txt', content: 'Mitochondria turn sugar and oxygen into ATP.' };

let app: TestApp;
let person: Person;
let classId: string;
let documentIds: string[];

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  const made = await classWith(app, person, [osmosis, energy]);
  classId = made.classId;
  documentIds = made.documents.map(({ documentId }) => documentId);
});
afterAll(() => app[Symbol.asyncDispose]());

const says = (text: string) => app.model.next({ pieces: (request) => [withOffered(request, text)] });
const asked = async (text = 'Water moves [diffusion of water].'): Promise<Turn> => {
  app.passMinute();
  says(text);
  return askToEnd(person.client, { text: question, classId });
};
const again = (turnId: string, text = 'Once more [diffusion of water].'): Promise<Turn> => {
  says(text);
  return retryToEnd(person.client, turnId);
};
const stored = (turnId: string): Promise<Turn> => person.client.turns.get.query({ turnId });
const choose = (turnId: string, current: number): Promise<Turn> =>
  person.client.turns.select.mutate({ turnId, current });

describe('retries', () => {
  test('ND-6a a retry makes 2 versions and shows the new one', async () => {
    const { turnId } = await asked('First.');
    const turn = await again(turnId, 'Second.');
    expect(turn.answers.map(({ content }) => content.split('.')[0])).toEqual(['First', 'Second']);
    expect(turn).toMatchObject({ current: 1, status: 'answered', runId: null });
    expect(await stored(turnId)).toEqual(turn);
  });

  test('ND-6b 5 retries make 6 versions', async () => {
    const { turnId } = await asked();
    for (let retried = 1; retried <= 5; retried += 1) {
      expect(await again(turnId)).toMatchObject({ current: retried });
    }
    const turn = await stored(turnId);
    expect(turn.answers).toHaveLength(6);
    expect(new Set(turn.answers.map(({ runId }) => runId)).size).toBe(6);
  });

  test('ND-4b a retry does not store the question again, and does not repeat it in what the model is sent', async () => {
    const { turnId, sessionId } = await asked('Before.');
    says('Between.');
    await askToEnd(person.client, { text: 'What is wilting of a plant?', sessionId });
    await again(turnId);
    const { turns } = await person.client.turns.list.query({ sessionId });
    expect(turns.map((turn) => turn.question)).toEqual([question, 'What is wilting of a plant?']);
    expect(await app.app.database.native.collection('turns').countDocuments({ sessionId })).toBe(2);
    const sent = (app.model.calls.at(-1)?.request.messages ?? []).map(({ content }) => content).join('\n');
    expect(sent.split(question)).toHaveLength(2);
    expect(sent).not.toContain('wilting of a plant');
    expect(sent).not.toContain('Before.');
  });

  test('a retry keeps the scope that the question was asked with', async () => {
    const [documentId = ''] = documentIds;
    says('Water moves [diffusion of water].');
    const { turnId, sessionId } = await askToEnd(person.client, { text: question, documentId });
    const other = await person.client.classes.create.mutate({ name: 'Other' });
    await askToEnd(person.client, { text: 'What is mitosis?', sessionId, classId: other.classId });
    const { answers } = await again(turnId);
    expect(answers[1]?.citations.map((citation) => citation.documentId)).toEqual([documentId]);
  });

  test('while one runs a retry is the running one; a run of another question is a conflict', async () => {
    const { turnId } = await asked();
    const other = await asked();
    app.model.next('by hand');
    const calling = app.model.nextCall();
    const { runId } = await person.client.turns.retry.mutate({ turnId, runId: newId() });
    expect((await person.client.turns.retry.mutate({ turnId, runId: newId() })).runId).toBe(runId);
    expect((await person.client.turns.retry.mutate({ turnId, runId })).runId).toBe(runId);
    const taken = person.client.turns.retry.mutate({ turnId: other.turnId, runId });
    expect((await refusal(taken)).code).toBe('CONFLICT');
    (await calling).send('Done.').finish();
    await watchRun(person.client, runId).end;
    expect((await person.client.turns.retry.mutate({ turnId, runId })).runId).toBe(runId);
    expect((await stored(turnId)).answers).toHaveLength(2);
  });

  test('a question has at most 50 versions; the 51st is refused before anything is charged', async () => {
    const { turnId } = await asked();
    const turns = app.app.database.native.collection('turns');
    const row = await turns.findOne({ turnId });
    const [answer] = z.array(z.looseObject({})).parse(row?.['answers']);
    const answers = Array.from({ length: 50 }, (_, index) => ({ ...answer, runId: index === 0 ? turnId : newId() }));
    await turns.updateOne({ turnId }, { $set: { answers } });
    const { used } = (await person.client.usage.get.query()).chats;
    const refused = await refusal(person.client.turns.retry.mutate({ turnId, runId: newId() }));
    expect(refused.code).toBe('BAD_REQUEST');
    expect(refused.message).toContain('50 versions');
    expect((await person.client.usage.get.query()).chats).toMatchObject({ used, held: 0 });
    expect(await choose(turnId, 49)).toMatchObject({ current: 49 });
  });

  test('a reaction stays with its version', async () => {
    const { turnId, answers } = await asked();
    const first = answers[0]?.runId ?? '';
    await person.client.reactions.set.mutate({ turnId, runId: first, reaction: 'like' });
    const second = (await again(turnId)).answers[1]?.runId ?? '';
    await person.client.reactions.set.mutate({ turnId, runId: second, reaction: 'dislike' });
    const turn = await choose(turnId, 0);
    expect(turn.answers.map(({ reaction }) => reaction)).toEqual(['like', 'dislike']);
  });
});

describe('selecting a version', () => {
  test('ND-6c switching shows each version with its own citations', async () => {
    const { turnId } = await asked('Water moves [diffusion of water].');
    await again(turnId, 'Sugar [Mitochondria turn], then water [diffusion of water].');
    for (const [current, quotes] of [
      [0, ['diffusion of water']],
      [1, ['Mitochondria turn', 'diffusion of water']],
    ] as const) {
      const turn = await choose(turnId, current);
      const { citations = [] } = turn.answers[turn.current] ?? {};
      expect(citations).toHaveLength(quotes.length);
      for (const [index, words] of quotes.entries()) expect(citations[index]?.quote).toContain(words);
      expect(await stored(turnId)).toEqual(turn);
    }
  });

  test('the same choice twice is the same turn, and other tabs hear of it', async () => {
    const { turnId } = await asked();
    await again(turnId);
    const tab = await watchEvents(app.connect(person.token));
    const turn = await choose(turnId, 0);
    expect(await choose(turnId, 0)).toEqual(turn);
    await tab.until((event) => event.type === 'turn.ended' && event.turn.turnId === turnId && event.turn.current === 0);
    tab.stop();
  });

  test('a version that is not there is refused', async () => {
    const { turnId } = await asked();
    const refused = await refusal(choose(turnId, 1));
    expect(refused.code).toBe('BAD_REQUEST');
    expect(refused.message).toContain('1 version');
    app.model.next({ status: 500 });
    const failed = await askToEnd(person.client, { text: question, classId });
    expect((await refusal(choose(failed.turnId, 0))).code).toBe('BAD_REQUEST');
    expect(await stored(failed.turnId)).toEqual(failed);
  });

  test('a failed retry leaves the shown version and its error, which a selection clears', async () => {
    const { turnId } = await asked();
    await again(turnId);
    await choose(turnId, 0);
    app.model.next({ pieces: ['Half'], end: 'cut' });
    const failed = await retryToEnd(person.client, turnId);
    expect(failed).toMatchObject({ status: 'answered', current: 0, error: { code: 'MODEL_UNAVAILABLE' } });
    expect(failed.answers).toHaveLength(2);
    expect(await choose(turnId, 1)).toMatchObject({ current: 1, error: null });
    app.model.next({ pieces: ['Half'], end: 'cut' });
    await retryToEnd(person.client, turnId);
    expect(await choose(turnId, 1)).toMatchObject({ current: 1, error: null });
  });

  test('while another version is being written the choice counts, until that one is done', async () => {
    const { turnId } = await asked();
    await again(turnId);
    const calling = app.model.nextCall();
    const { runId } = await person.client.turns.retry.mutate({ turnId, runId: newId() });
    const call = await calling;
    call.send('The third ');
    const watch = watchRun(person.client, runId);
    await watch.until((event) => event.type === 'token');
    expect(await choose(turnId, 0)).toMatchObject({ current: 0, runId, status: 'running' });
    call.send('version.').finish();
    expect((await watch.end).turn).toMatchObject({ current: 2, runId: null });

    const stopping = app.model.nextCall();
    const next = await person.client.turns.retry.mutate({ turnId, runId: newId() });
    await stopping;
    await choose(turnId, 1);
    await person.client.turns.stop.mutate({ runId: next.runId });
    expect(await stored(turnId)).toMatchObject({ current: 1, status: 'answered', error: null });
  });
});

test('while another question of the session runs, a retry is shown what had ended before its own question only', async () => {
  const first = await asked('The first answer.');
  const calling = app.model.nextCall();
  const second = await ask(person.client, { text: 'Which way does water move?', sessionId: first.sessionId });
  const call = await calling;
  await again(first.turnId);
  const sent = (app.model.calls.at(-1)?.request.messages ?? []).map(({ content }) => content).join('\n');
  expect(sent).not.toContain('Which way does water move?');
  call.send('Towards the salt.').finish();
  await second.watch.end;
});
