import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, type TestFile } from '#tests/harness/documents.ts';

const mitosis: TestFile = {
  name: 'mitosis.md',
  content: [
    '# Cell division',
    'Mitosis is the division of a nucleus into two equal nuclei. It runs through prophase, metaphase, anaphase and telophase.',
    '## Checkpoints',
    'A checkpoint halts the cycle of a cell until damaged genes are repaired.',
  ].join('\n\n'),
};

let app: TestApp;
let person: Person;
let classId: string;
let documentIds: string[];

beforeAll(async () => {
  app = await startTestApp();
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  const made = await classWith(app, person, [osmosis, mitosis]);
  classId = made.classId;
  documentIds = made.documents.map(({ documentId }) => documentId);
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(() => app.passMinute());

const prompt = () =>
  app.model.calls
    .at(-1)
    ?.request.messages.map(({ content }) => content)
    .join('\n') ?? '';

describe('footnotes', () => {
  test('PY-10a, PY-10b markers are numbered by first appearance, an unknown one is dropped', async () => {
    app.model.next({ pieces: ['Water moves [2], cells divide [1] [9]. Again [2].'] });
    const { watch } = await ask(person.client, { text: 'How do osmosis and mitosis work in a cell?', classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer?.content).toBe('Water moves [1], cells divide [2]. Again [1].');
    expect(answer?.citations.map(({ number }) => number)).toEqual([1, 2]);
    expect(watch.text).toBe(answer?.content);
  });

  test('each citation is announced before the token in which its number first appears', async () => {
    app.model.next({ pieces: ['Water moves [1]', ' and cells divide [2].'] });
    const { watch } = await ask(person.client, { text: 'How do osmosis and mitosis work in a cell?', classId });
    await watch.end;
    let announced = 0;
    let text = '';
    for (const { event } of watch.seen) {
      if (event.type === 'citation') announced = event.citation.number;
      if (event.type === 'token') text += event.text;
      const highest = Math.max(0, ...Array.from(text.matchAll(/\[(\d)\]/g), ([, digits]) => Number(digits)));
      expect(highest).toBeLessThanOrEqual(announced);
    }
    expect(announced).toBe(2);
  });

  test('a citation holds the text that stands at its place in the page', async () => {
    app.model.next({ pieces: ['Water moves [1].'] });
    const turn = await askToEnd(person.client, { text: 'What is osmosis?', classId });
    const citation = turn.answers[0]?.citations[0];
    if (citation === undefined) throw new Error('no citation');
    const page = await person.client.documents.page.query({ documentId: citation.documentId, page: citation.page });
    expect(page.text.slice(citation.start, citation.end)).toContain(citation.quote);
    expect(citation).toMatchObject({ documentName: 'osmosis.txt', page: 1, gone: false });
    const passage = await person.client.passages.get.query({ passageId: citation.passageId });
    expect(passage.text).toContain(citation.quote);
  });
});

describe('routes', () => {
  test('PY-1a a plain question is general_qa', async () => {
    app.model.next({ pieces: ['Water moves [1].'] });
    const turn = await askToEnd(person.client, { text: 'What is osmosis?', classId });
    expect(turn.answers[0]).toMatchObject({ route: 'general_qa', outcome: 'answered' });
  });

  test('CP-02, PY-1b, PY-6a, PY-6b "Tell me more" reuses the passages of the last answer; the search is not called', async () => {
    app.model.next({ pieces: ['Water moves [1].'] });
    const first = await askToEnd(person.client, { text: 'What is osmosis?', classId });
    app.model.next({ pieces: ['It moves towards the salt [1].'] });
    const { watch } = await ask(person.client, { text: 'Tell me more', sessionId: first.sessionId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ route: 'follow_up', outcome: 'answered' });
    const passagesOf = (citations: readonly { passageId: string }[] | undefined) =>
      citations?.map(({ passageId }) => passageId);
    expect(passagesOf(answer?.citations)).toEqual(passagesOf(first.answers[0]?.citations));
    expect(watch.seen.some(({ event }) => event.type === 'status' && event.stage === 'searching')).toBe(false);
    expect(prompt()).toContain('diffusion of water');
    expect(prompt()).not.toContain('prophase');
  });

  test('a follow-up that names a new topic searches, with the history in view', async () => {
    app.model.next({ pieces: ['Water moves [1].'] });
    const first = await askToEnd(person.client, { text: 'What is osmosis?', classId });
    app.model.next({ pieces: ['Mitosis has phases [1].'] });
    const { watch } = await ask(person.client, {
      text: 'Elaborate on how this relates to mitosis',
      sessionId: first.sessionId,
    });
    await watch.end;
    expect(watch.seen.some(({ event }) => event.type === 'status' && event.stage === 'searching')).toBe(true);
    expect(prompt()).toContain('prophase');
    expect(prompt()).toContain('What is osmosis?');
  });

  test('history holds answered turns without their markers, of a no_hit only the question, of a failed turn nothing', async () => {
    app.model.next({ pieces: ['Water moves [1].'] });
    const { sessionId } = await askToEnd(person.client, { text: 'What is osmosis?', classId });
    await askToEnd(person.client, { text: 'Who won the football championship?', sessionId });
    app.model.next({ status: 500 });
    await askToEnd(person.client, { text: 'Does osmosis fail?', sessionId });
    app.model.next({ pieces: ['Cells divide [1].'] });
    await askToEnd(person.client, { text: 'What is mitosis?', sessionId });
    const messages = app.model.calls.at(-1)?.request.messages ?? [];
    const said = messages.map(({ content }) => content);
    expect(said.some((content) => content.includes('Water moves.'))).toBe(true);
    expect(said.some((content) => content.includes('championship'))).toBe(true);
    expect(said.some((content) => content.includes('Does osmosis fail?'))).toBe(false);
  });
});

describe('scope', () => {
  test('PY-8a a document session searches that document only', async () => {
    app.model.next({ pieces: ['Water moves [1].'] });
    const turn = await askToEnd(person.client, { text: 'What happens in a cell?', documentId: documentIds[0] ?? '' });
    expect(turn.answers[0]?.citations.map(({ documentName }) => documentName)).toEqual(['osmosis.txt']);
    expect(prompt()).not.toContain('prophase');
  });

  test('PY-8b a class session searches all of the class, and nothing else', async () => {
    const other = await classWith(app, person, [
      { name: 'meiosis.txt', content: 'Meiosis halves the chromosomes of a cell in two divisions.' },
    ]);
    app.model.next({ pieces: ['Cells [1][2].'] });
    await askToEnd(person.client, { text: 'What happens in a cell?', classId });
    expect(prompt()).toContain('wilts');
    expect(prompt()).toContain('checkpoint');
    expect(prompt()).not.toContain('Meiosis');
    expect(other.classId).not.toBe(classId);
  });

  test('PY-8c without class and document everything the user has is searched', async () => {
    app.model.next({ pieces: ['Cells [1].'] });
    await askToEnd(person.client, { text: 'What happens in a cell?' });
    expect(prompt()).toContain('Meiosis');
    expect(prompt()).toContain('wilts');
  });

  test('chosen documents of a question are its scope', async () => {
    app.model.next({ pieces: ['Cells [1].'] });
    const turn = await askToEnd(person.client, {
      text: 'What happens in a cell?',
      classId,
      documentIds: [documentIds[1] ?? ''],
    });
    expect(turn.documentIds).toEqual([documentIds[1]]);
    expect(turn.answers[0]?.citations[0]?.documentName).toBe('mitosis.md');
    expect(prompt()).not.toContain('wilts');
  });
});

describe('nothing to say', () => {
  test('EC-01, PY-13a nothing matches: no_hit as an answer that says what to do, with 3 refinements made from the documents, without a model call', async () => {
    const before = app.model.calls.length;
    const { watch } = await ask(person.client, { text: 'Who won the football championship?', classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ outcome: 'no_hit', citations: [], model: null, content: watch.text });
    expect(answer?.content).toContain('Try one of the suggested topics, or say in other words');
    expect(answer?.suggestions).toHaveLength(3);
    expect(new Set(answer?.suggestions).size).toBe(3);
    expect(answer?.suggestions.join(' ')).toMatch(/Cell division|Checkpoints/);
    expect(app.model.calls.length).toBe(before);
  });

  test.each([
    ['a quotation', 'Find a quote about osmosis', 'quote_finding'],
    ['a study guide', 'Make a study guide on osmosis', 'study_guide'],
    ['a summary of a topic', 'Summary of osmosis', 'summary'],
  ])('PY-13b asked for %s the model says that the passages do not hold it: refinements', async (_, text, route) => {
    app.model.next({ pieces: ['NO_ANS', 'WER'] });
    const { watch } = await ask(person.client, { text, classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ outcome: 'no_hit', route });
    expect(watch.text).toContain('I found nothing about this');
    expect(answer?.suggestions).toHaveLength(3);
  });

  test('PY-13b a question: the model says that the passages hold no answer: refinements, and upstream is closed', async () => {
    app.model.next('by hand');
    const { watch } = await ask(person.client, { text: 'What is osmosis?', classId });
    const call = await app.model.nextCall();
    call.send('NO_').send('ANSWER\nI do not');
    const [answer] = (await watch.end).turn.answers;
    await call.closed;
    expect(answer).toMatchObject({ outcome: 'no_hit' });
    expect(watch.text).not.toContain('NO_');
    expect(answer?.suggestions).toHaveLength(3);
  });
});
