import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '#shared/document.ts';
import { findMarkers } from '#shared/markers.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { ask, askToEnd } from '#tests/harness/ask.ts';
import { classWith, osmosis, settled, summarised, type TestFile, upload } from '#tests/harness/documents.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';

const mitosis: TestFile = {
  name: 'mitosis.md',
  content:
    '# Cell division\n\nMitosis divides a nucleus into two.\n\n## Checkpoints\n\nA checkpoint halts the cycle of a cell.',
};
const book: TestFile = {
  name: 'book.pdf',
  content: makePdf(
    Array.from({ length: 60 }, (_, index) => [
      `Page ${index + 1} explains in one sentence what subject${index + 1} is about.`,
      'Every page has a sentence like this one that says nothing new at all.',
    ]),
  ),
};

const promptOf = (call: TestApp['model']['calls'][number] | undefined): string =>
  call?.request.messages.map(({ content }) => content).join('\n') ?? '';
const namesOf = (citations: readonly { documentName: string }[] | undefined): string[] => [
  ...new Set(citations?.map(({ documentName }) => documentName)),
];

async function premium(app: TestApp): Promise<Person> {
  const person = await app.person();
  await app.setPlan(person.email, 'premium');
  return person;
}

describe('summaries that are made in the background', () => {
  let app: TestApp;
  let person: Person;
  let classId: string;
  let documents: Document[];

  beforeAll(async () => {
    app = await startTestApp({}, { summariesWait: false });
    app.model.summariser.always({
      pieces: ({ messages }) =>
        messages[0]?.content.includes('questions that a student')
          ? ['What is subject7 about?\nWho won the cup?\nWhere does subject1 begin?']
          : [`- It begins with ${/subject\d+/.exec(messages[1]?.content ?? '')?.[0] ?? 'cells'} [1].\n- It ends [2].`],
    });
    person = await premium(app);
    ({ classId, documents } = await classWith(app, person, [book, osmosis, mitosis]));
    for (const { documentId } of documents) await summarised(person.client, documentId);
  });
  afterAll(() => app[Symbol.asyncDispose]());

  const idOf = (name: string): string => documents.find((document) => document.name === name)?.documentId ?? '';

  test('are there after a document is ready: a section of 25 pages each, and the whole, with footnotes', async () => {
    const { status, text, citations } = await person.client.documents.summary.query({ documentId: idOf('book.pdf') });
    expect(status).toBe('ready');
    expect([...new Set(findMarkers(text).flatMap(({ numbers }) => numbers))]).toEqual(
      citations.map(({ number }) => number),
    );
    expect(citations[0]).toMatchObject({ documentName: 'book.pdf', page: 1, gone: false });
    const asked = app.model.summariser.calls.map(promptOf).filter((prompt) => prompt.includes('book.pdf'));
    expect(asked.filter((prompt) => prompt.includes('Page 1 explains'))).toHaveLength(1);
    expect(asked.filter((prompt) => prompt.includes('Page 60 explains'))).toHaveLength(1);
  });

  test('bring starters with them, only those about something that is there', async () => {
    const { starters } = await person.client.documents.get.query({ documentId: idOf('book.pdf') });
    expect(starters).toEqual(['What is subject7 about?', 'Where does subject1 begin?']);
  });

  test('take none of the scripts of answers', () => {
    expect(app.model.calls).toEqual([]);
  });

  test('CP-05, PY-4a "Summarize this document" summarises the whole document, of 60 pages too', async () => {
    const before = app.model.summariser.calls.length;
    app.model.next({ pieces: ['It begins [1], goes on [3', '] and ends [6].'] });
    const { watch } = await ask(person.client, { text: 'Summarize this document', documentId: idOf('book.pdf') });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({
      route: 'summary',
      outcome: 'answered',
      content: 'It begins [1], goes on [2] and ends [3].',
    });
    expect(watch.text).toBe(answer?.content);
    expect(answer?.citations.map(({ page }) => page)).toEqual([1, 26, 52]);
    for (const subject of ['subject1 ', 'subject26 ', 'subject51 '])
      expect(promptOf(app.model.calls.at(-1))).toContain(subject);
    expect(app.model.summariser.calls.length).toBe(before);
  });

  test('CP-06, PY-5a "Summarize this class" is one summary over all documents, all cited', async () => {
    app.model.next({ pieces: ['Pages are explained [1] and cells [3].'] });
    const turn = await askToEnd(person.client, { text: 'Summarize this class', classId });
    const [answer] = turn.answers;
    expect(answer).toMatchObject({ route: 'summary', outcome: 'answered' });
    expect(namesOf(answer?.citations).sort()).toEqual(['book.pdf', 'mitosis.md', 'osmosis.txt']);
    expect(answer?.content).toContain('Also among these documents:');
    expect(app.model.calls.at(-1)?.request.messages[1]?.content).toContain('Summarize this class');
  });

  test('PY-10c a summary that cites all in order keeps its numbers', async () => {
    const said = 'Pages begin [1] and end [2]. Cells divide [3] or halt [4]. Water moves [5].';
    app.model.next({ pieces: [said] });
    const turn = await askToEnd(person.client, { text: 'Give me an overview of this class', classId });
    expect(turn.answers[0]?.content).toBe(said);
    expect(turn.answers[0]?.citations.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('chosen documents are summarised, and no other', async () => {
    app.model.next({ pieces: ['Cells [1]. Water [3].'] });
    const documentIds = [idOf('mitosis.md'), idOf('osmosis.txt')];
    const turn = await askToEnd(person.client, { text: 'tl;dr', classId, documentIds });
    expect(namesOf(turn.answers[0]?.citations)).toEqual(['mitosis.md', 'osmosis.txt']);
    expect(promptOf(app.model.calls.at(-1))).not.toContain('book.pdf');
  });

  test('with nothing in scope it is asked which; the name that follows is the scope', async () => {
    const first = await askToEnd(person.client, { text: 'Summarize' });
    const [asked] = first.answers;
    expect(asked).toMatchObject({ route: 'summary', outcome: 'needs_context', model: null });
    expect(asked?.suggestions.length).toBeGreaterThan(0);
    expect(asked?.content).toContain(asked?.suggestions[0]);
    app.model.next({ pieces: ['Cells divide [1].'] });
    const next = await askToEnd(person.client, { text: 'mitosis.md', sessionId: first.sessionId });
    expect(next.answers[0]).toMatchObject({ route: 'summary', outcome: 'answered' });
    expect(namesOf(next.answers[0]?.citations)).toEqual(['mitosis.md']);
  });

  test('a topic is summarised by search', async () => {
    app.model.next({ pieces: ['It halts the cycle [1].'] });
    const { watch } = await ask(person.client, { text: 'Give me a summary of checkpoints', classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ route: 'summary', outcome: 'answered' });
    expect(namesOf(answer?.citations)).toEqual(['mitosis.md']);
    expect(watch.seen.some(({ event }) => event.type === 'status' && event.stage === 'searching')).toBe(true);
  });

  test('the extension has its own prompt here too', async () => {
    app.model.next({ pieces: ['Cells [1].'] });
    await askToEnd(person.client, { text: 'Summarize this class', classId, source: 'chrome_extension' });
    expect(promptOf(app.model.calls.at(-1))).toContain('direct answer');
  });
});

describe('summaries that are made when they are asked for', () => {
  let app: TestApp;
  let person: Person;
  beforeAll(async () => {
    app = await startTestApp();
    person = await premium(app);
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test('EC-07, PY-4b none stored: it is made on demand, with progress, and kept', async () => {
    const { documents } = await classWith(app, person, [book]);
    const documentId = documents[0]?.documentId ?? '';
    app.model.next({ pieces: ['It is about subjects [1].'] });
    const { watch } = await ask(person.client, { text: 'Summarize this document', documentId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ outcome: 'answered', content: 'It is about subjects [1].' });
    const progress = watch.seen.flatMap(({ event }) =>
      event.type === 'status' && event.stage === 'reading' ? [event.progress ?? 0] : [],
    );
    expect(progress.length).toBeGreaterThanOrEqual(4);
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(progress.at(-1)).toBe(1);
    const calls = app.model.summariser.calls.length;
    expect(calls).toBe(4);
    expect((await person.client.documents.summary.query({ documentId })).status).toBe('ready');
    app.model.next({ pieces: ['Again [1].'] });
    await askToEnd(person.client, { text: 'Summarize this document', documentId });
    expect(app.model.summariser.calls.length).toBe(calls);
  });

  test('EC-07 where the model fails at it, the document’s own words stand in', async () => {
    const { documents } = await classWith(app, person, [osmosis]);
    const documentId = documents[0]?.documentId ?? '';
    app.model.summariser.next({ status: 500 }, { status: 500 }, { status: 500 });
    app.model.next({ pieces: ['Water moves [1].'] });
    const turn = await askToEnd(person.client, { text: 'Summarize this document', documentId });
    expect(turn.answers[0]).toMatchObject({ outcome: 'answered', content: 'Water moves [1].' });
    expect(promptOf(app.model.calls.at(-1))).toContain('Osmosis is the diffusion of water');
    expect((await person.client.documents.summary.query({ documentId })).status).toBe('none');
  });

  test('EC-08 a class of 25 documents: batches with progress, one summary, all cited', async () => {
    const files = Array.from({ length: 25 }, (_, n) => ({
      name: `part-${n + 1}.txt`,
      content: `Part number ${n + 1} is about topic${n + 1} and about nothing else at all.`,
    }));
    const half = await classWith(app, person, files.slice(0, 10));
    for (const more of [files.slice(10, 20), files.slice(20)]) await addTo(app, person, half.classId, more);
    app.model.next({ pieces: ['All parts have topics [1].'] });
    const { watch } = await ask(person.client, { text: 'Summarize this class', classId: half.classId });
    const [answer] = (await watch.end).turn.answers;
    expect(answer).toMatchObject({ route: 'summary', outcome: 'answered' });
    expect(namesOf(answer?.citations)).toHaveLength(25);
    const details = watch.seen.flatMap(({ event }) =>
      event.type === 'status' && event.stage === 'reading' ? [event.detail] : [],
    );
    expect(new Set(details).size).toBeGreaterThanOrEqual(25);
    expect(watch.text).toBe(answer?.content);
  });

  test('EC-03, PY-14a where the model’s context is exceeded even so, the answer says so in the words of a summary', async () => {
    const { documents } = await classWith(app, person, [mitosis]);
    app.model.always({ status: 400, code: 'context_length_exceeded' });
    const turn = await askToEnd(person.client, {
      text: 'Summarize this document',
      documentId: documents[0]?.documentId ?? '',
    });
    app.model.always({ pieces: ['Hello.'] });
    expect(turn).toMatchObject({ status: 'failed', error: { code: 'CONTEXT_TOO_LARGE', retryable: false } });
    expect(turn.error?.message).toMatch(/material for this summary.*one document or of one topic/);
  });
});

async function addTo(app: TestApp, person: Person, classId: string, files: readonly TestFile[]): Promise<void> {
  const { reply } = await upload(app, person.token, classId, files);
  await Promise.all(reply.documents.map(({ documentId }) => settled(person.client, documentId)));
}
