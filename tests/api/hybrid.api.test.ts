import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, type TestFile, upload, settled } from '#tests/harness/documents.ts';
import { allEmbedded } from '#tests/harness/vectors.ts';

const model = 'local-embedder';
const env = { OPENAI_EMBEDDING_MODEL: model };

/** Words run together: keyword search finds none of the question's, their letters are near. */
const glaciers = {
  name: 'glaciers.md',
  content: '# Ice\n\nOverdeepenedvalleys, overdeepenedvalleysides.\n\n# Snow\n\nSnowflakes become firn.',
} satisfies TestFile;
const question = 'overdeepened valleys';

/** Many pages about one thing, each of some length. */
const lectures: TestFile = {
  name: 'lectures.md',
  content: Array.from({ length: 14 }, (_, n) => {
    const sentence = `The plasmid carries gene ${n} into the bacterium of strain ${'abcdefghijklmn'[n]}. `;
    return `# Lecture ${n + 1}\n\n${sentence.repeat(9)}`;
  }).join('\n\n'),
};

let app: TestApp;
let person: Person;

beforeAll(async () => {
  app = await startTestApp(env);
  person = await app.person();
  await app.setPlan(person.email, 'premium');
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(() => {
  app.passMinute();
  app.passMinute();
});

const prompt = () =>
  app.model.calls
    .at(-1)
    ?.request.messages.map(({ content }) => content)
    .join('\n') ?? '';
const asked = () => app.model.embeddings.calls.flatMap(({ texts }) => texts);
const embeddedIn = (at: TestApp) => allEmbedded(at.app.database.db);

describe('with embeddings', () => {
  test('PY-8a, PY-8b, PY-8c a question searches its document, its class, everything, by meaning too', async () => {
    const first = await classWith(app, person, [glaciers, osmosis]);
    const second = await classWith(app, person, [
      { ...glaciers, name: 'copy.md', content: `${glaciers.content} Again.` },
    ]);
    await embeddedIn(app);
    const cited = async (scope: { classId?: string; documentId?: string }) => {
      app.model.next({ pieces: ['Valleys [1], and [2], and [3].'] });
      const turn = await askToEnd(person.client, { text: question, ...scope });
      return new Set(turn.answers[0]?.citations.map(({ documentName }) => documentName));
    };
    const [ice, water] = first.documents.map(({ documentId }) => documentId);
    expect(await cited({ documentId: ice ?? '' })).toEqual(new Set(['glaciers.md']));
    expect(await cited({ documentId: water ?? '' })).toEqual(new Set([]));
    expect(await cited({ classId: first.classId })).toEqual(new Set(['glaciers.md']));
    expect(await cited({ classId: second.classId })).toEqual(new Set(['copy.md']));
    expect(await cited({})).toEqual(new Set(['glaciers.md', 'copy.md']));
  });

  test('a retry does not ask for the question’s vector again', async () => {
    const { classId } = await classWith(app, person, [osmosis]);
    const text = 'What is the osmotic pressure of a membrane?';
    const turn = await askToEnd(person.client, { text, classId });
    const before = asked().length;
    const { watch } = await ask(person.client, { text, sessionId: turn.sessionId, turnId: newId() });
    await watch.end;
    expect(asked().length).toBe(before);
    expect(asked().filter((one) => one === text)).toHaveLength(1);
  });

  test('PY-8d no two front passages are from the same page', async () => {
    const paragraphs = Array.from(
      { length: 3 },
      (_, n) => `Chromatin ${n} ${'coils around histones and folds. '.repeat(30)}`,
    );
    const { classId } = await classWith(app, person, [
      {
        name: 'chromatin.md',
        content: `# One\n\n${paragraphs.join('\n\n')}\n\n# Two\n\nChromatin coils around histones too.`,
      },
    ]);
    await embeddedIn(app);
    app.model.next({ pieces: ['Coils [1] and [2].'] });
    const turn = await askToEnd(person.client, { text: 'How does chromatin coil around histones?', classId });
    expect(new Set(turn.answers[0]?.citations.map(({ page }) => page))).toEqual(new Set([1, 2]));
  });

  test('PY-9a of ten hits or more, what repeats another comes later, as their vectors say', async () => {
    const twin = 'Retroviruses integrate complementary strands into chromosomes.';
    const others = Array.from(
      { length: 10 },
      (_, n) =>
        `# Part ${n}\n\nRetroviruses of family ${'qrstuvwxyz'[n]} were found in ${'abcdefghij'[n]}-type hosts ${n}.`,
    );
    const { classId } = await classWith(app, person, [
      {
        name: 'viruses.md',
        content: [`# First\n\n${twin}`, `# Twin\n\n${twin.replace('Retroviruses', 'Retrovirus')}`, ...others].join(
          '\n\n',
        ),
      },
    ]);
    await embeddedIn(app);
    const before = asked().length;
    app.model.next({ pieces: ['They integrate [1] [2].'] });
    await askToEnd(person.client, { text: 'How do retroviruses integrate complementary strands?', classId });
    const offered = prompt();
    const [first, second] = ['Retroviruses integrate', 'Retrovirus integrate'].map((text) => offered.indexOf(text));
    const between = offered.slice(Math.min(first ?? 0, second ?? 0), Math.max(first ?? 0, second ?? 0));
    expect(between).toContain('family');
    // all vectors were there: only the question’s was asked for
    expect(
      asked()
        .slice(before)
        .filter((text) => text.includes('Retrovir')),
    ).toEqual([]);
  });
});

describe('what has changed', () => {
  test('a deleted document’s vectors are never found', async () => {
    const { classId, documents } = await classWith(app, person, [
      { ...glaciers, content: `${glaciers.content} Deleted.` },
    ]);
    await embeddedIn(app);
    app.model.next({ pieces: ['Valleys [1].'] });
    const found = await askToEnd(person.client, { text: question, classId });
    expect(found.answers[0]?.outcome).toBe('answered');
    await person.client.documents.delete.mutate({ documentId: documents[0]?.documentId ?? '' });
    await upload(app, person.token, classId, [osmosis]).then(({ reply }) =>
      Promise.all(reply.documents.map(({ documentId }) => settled(person.client, documentId))),
    );
    await embeddedIn(app);
    const gone = await askToEnd(person.client, { text: question, classId });
    expect(gone.answers[0]).toMatchObject({ outcome: 'no_hit', citations: [] });
  });

  test('another user’s vectors are never found', async () => {
    const { classId } = await classWith(app, person, [{ ...glaciers, content: `${glaciers.content} Mine.` }]);
    await embeddedIn(app);
    const other = await app.person();
    await classWith(app, other, [osmosis]);
    await embeddedIn(app);
    const turn = await askToEnd(other.client, { text: question });
    expect(turn.answers[0]).toMatchObject({ outcome: 'no_hit', citations: [] });
    await expect(ask(other.client, { text: question, classId })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } });
  });
});

test('a changed model makes vectors anew in the background, and search goes on', async () => {
  await using first = await startTestApp(env);
  const one = await first.person();
  const { classId } = await classWith(first, one, [glaciers]);
  await embeddedIn(first);
  await first.restart({ OPENAI_EMBEDDING_MODEL: '' });
  const byWords = await askToEnd(first.connect(one.token), { text: question, classId });
  expect(byWords.answers[0]?.outcome).toBe('no_hit');
  await first.restart({ OPENAI_EMBEDDING_MODEL: 'other-embedder' });
  const client = first.connect(one.token);
  await allEmbedded(first.app.database.db, 'other-embedder');
  first.model.next({ pieces: ['Valleys [1].'] });
  const turn = await askToEnd(client, { text: question, classId });
  expect(turn.answers[0]?.citations.map(({ documentName }) => documentName)).toEqual(['glaciers.md']);
  const models = (await first.app.database.db.vectors.all()).map((row) => row.model);
  expect(new Set(models)).toEqual(new Set(['other-embedder']));
});

describe('when vectors cannot be had', () => {
  /** An app in which the passages of a document are still without vectors: the request for them hangs. */
  async function withoutVectors() {
    const made = await startTestApp(env);
    const one = await made.person();
    made.model.embeddings.next('silence');
    const { classId } = await classWith(made, one, [lectures]);
    await expect.poll(() => made.model.embeddings.calls.length).toBe(1);
    return { made, one, classId };
  }
  const passagesAsked = (at: TestApp) =>
    at.model.embeddings.calls.slice(1).flatMap(({ texts }) => texts.filter((text) => text.startsWith('Lecture')));

  test('PY-9a vectors that ten hits lack are made for their order', async () => {
    const { made, one, classId } = await withoutVectors();
    await using _ = made;
    made.model.next({ pieces: ['Genes [1].'] });
    await askToEnd(one.client, { text: 'What does the plasmid carry?', classId });
    expect(new Set(passagesAsked(made)).size).toBe(14);
    // they are not stored: that is left to those who make all of a document's
    expect(await made.app.database.db.vectors.all()).toEqual([]);
  });

  test('PY-9b which is skipped quietly where the bucket is empty', async () => {
    await using small = await startTestApp({ ...env, OPENAI_TPM_LIMIT: '8000' });
    const one = await small.person();
    const water = await classWith(small, one, [osmosis]);
    await embeddedIn(small);
    // three answers that go on hold most of the bucket: vectors of documents wait for half of it
    const holders = [];
    for (const text of ['What is osmosis?', 'What is the osmotic pressure?', 'Where does water move?']) {
      small.model.next('by hand');
      const { watch } = await ask(one.client, { text, classId: water.classId });
      holders.push({ watch, call: await small.model.nextCall() });
    }
    const { classId } = await classWith(small, one, [lectures]);
    const before = small.model.embeddings.calls.length;
    small.model.next({ pieces: ['A gene [1].'] });
    const asking = await ask(one.client, { text: 'Which gene does the plasmid carry into the bacterium?', classId });
    await asking.watch.until((event) => event.type === 'status' && event.stage === 'waiting');
    // the question got its vector, the passages did not
    expect(small.model.embeddings.calls.slice(before).map(({ texts }) => texts.length)).toEqual([1]);
    for (const { watch, call } of holders) {
      call.send('Water [1].').finish('stop', { prompt_tokens: 10, completion_tokens: 10 });
      await watch.end;
    }
    expect(await asking.watch.end).toMatchObject({ type: 'completed', turn: { status: 'answered', error: null } });
  });

  test('keywords answer alone where the embeddings fail or are silent', async () => {
    await using failing = await startTestApp(env);
    const one = await failing.person();
    const { classId } = await classWith(failing, one, [osmosis]);
    await embeddedIn(failing);
    for (const [how, script] of [
      ['refused', { status: 401 }],
      ['silent', 'silence'],
    ] as const) {
      failing.model.embeddings.always(script);
      failing.model.next({ pieces: ['Water moves [1].'] });
      const turn = await askToEnd(one.client, { text: `What is osmosis, ${how}?`, classId });
      expect(turn.answers[0]?.citations).toHaveLength(1);
    }
  });
});
