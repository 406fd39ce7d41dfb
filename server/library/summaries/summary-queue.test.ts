import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { findMarkers } from '#shared/markers.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { leaseMs } from '../work/hold.ts';
import { summariserTask } from './assignments.ts';
import { silent, type Writer } from './writer.ts';

const user = 'user-1';
const patient = { timeout: 20_000 };
const book = makePdf(
  Array.from({ length: 60 }, (_, index) => [
    `Page ${index + 1} explains in one sentence what topic number ${index + 1} is about.`,
    'Every topic has a sentence like this one that says nothing new at all.',
  ]),
);

/** A model that answers every question alike, unless told to fail. */
function fakeWriter() {
  const asked: string[] = [];
  let failure: Failure | null = null;
  let gate: Promise<void> = Promise.resolve();
  const begun = Promise.withResolvers<void>();
  const writerFor = (signal: AbortSignal): Writer<never> => ({
    name: 'test-model',
    charsAtOnce: 50_000,
    ask: silent(async ({ messages }) => {
      asked.push(messages.at(-1)?.content ?? '');
      begun.resolve();
      await gate;
      signal.throwIfAborted();
      if (failure) throw failure;
      const isStarters = messages[0]?.content.includes('questions that a student') === true;
      expect(messages[0]?.content).toContain(summariserTask);
      return {
        text: isStarters
          ? '1. What is topic number 7?\n- Who won the cup?\nNo question.'
          : '- It is about topics [1][2].',
        tokens: { input: 10, output: 2 },
      };
    }),
  });
  return {
    asked,
    writerFor,
    begun: begun.promise,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    fail: (with_: Failure | null) => (failure = with_),
  };
}

const summarised = (at: TestLibrary, documentId: string, status = 'ready') =>
  expect.poll(async () => (await at.library.getDocument(user, documentId)).summaryStatus, patient).toBe(status);

const rows = (at: TestLibrary, documentId: string) =>
  at.database.db.summaries.where({ userId: user, documentId }).orderBy({ section: 1 }).all();

describe('after a document is ready', () => {
  test('each section of 25 pages and the whole are summarised, with their sources, and starters made', async () => {
    const { asked, writerFor } = fakeWriter();
    await using at = await openTestLibrary({ summaryWriter: writerFor });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    expect((await at.settled(documentId)).summaryStatus).toBe('pending');
    await summarised(at, documentId);
    const stored = await rows(at, documentId);
    expect(stored.map(({ section, firstPage, lastPage }) => [section, firstPage, lastPage])).toEqual([
      [0, 1, 60],
      [1, 1, 25],
      [2, 26, 50],
      [3, 51, 60],
    ]);
    expect(stored[2]).toMatchObject({ model: 'test-model', tokensIn: 10, tokensOut: 2 });
    expect(asked).toHaveLength(5);
    expect(asked[1]).toContain('topic number 26');
    expect(asked[1]).not.toContain('topic number 51');

    const { status, text, citations } = await at.library.getSummary(user, documentId);
    expect([status, text]).toEqual(['ready', '- It is about topics [1][2].']);
    expect(citations).toMatchObject([
      { number: 1, documentName: 'book.pdf', page: 1, gone: false },
      { number: 2, documentName: 'book.pdf', page: 2 },
    ]);
    const document = at.pushed
      .flatMap(({ event }) => (event.type === 'document.changed' ? [event.document] : []))
      .at(-1);
    expect(document).toMatchObject({ summaryStatus: 'ready', starters: ['What is topic number 7?'] });
    expect(await at.database.db.summary_jobs.where({ userId: user }).all()).toEqual([]);
  });

  test('without a model it is summarised in its own words, the last pages too', async () => {
    await using at = await openTestLibrary({ summaryWriter: () => null });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    await summarised(at, documentId);
    const { text, citations } = await at.library.getSummary(user, documentId);
    const numbers = findMarkers(text).flatMap((marker) => marker.numbers);
    expect(new Set(numbers).size).toBe(citations.length);
    expect(citations.some(({ page }) => page <= 25)).toBe(true);
    expect(citations.some(({ page }) => page > 50)).toBe(true);
    for (const [line, number] of text.split('\n').map((line, index) => [line, numbers[index] ?? 0] as const)) {
      const said = line.replace(/^- | \[\d+\]$/g, '');
      expect(citations[number - 1]?.quote.replaceAll(/\s+/g, ' ')).toContain(said);
    }
  });

  test('starters are made from its headings, in its language', async () => {
    await using at = await openTestLibrary({ summaryWriter: () => null });
    const headings = ['Die Membran', 'Der Zellkern', 'Die Teilung der Zelle', 'Was hält den Zyklus an?'];
    const text = headings
      .map((heading) => `# ${heading}\n\nHier steht, was es mit dem Thema auf sich hat.`)
      .join('\n\n');
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'zelle.md', text);
    await at.library.start(true);
    await summarised(at, documentId);
    expect((await at.library.getDocument(user, documentId)).starters).toEqual([
      'Was sagt der Text zu „Die Membran“?',
      'Was sollte ich zu „Der Zellkern“ wissen?',
      'Wie lässt sich „Die Teilung der Zelle“ einfach erklären?',
      'Was hält den Zyklus an?',
    ]);
  });

  test('without the background nothing is made, and nothing is pending', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    expect((await at.settled(documentId)).summaryStatus).toBe('none');
    expect(await at.library.getSummary(user, documentId)).toEqual({ status: 'none', text: '', citations: [] });
  });
});

describe('work on a summary', () => {
  test('that is broken off goes on with the sections that are missing', async () => {
    const first = fakeWriter();
    await using at = await openTestLibrary({ summaryWriter: first.writerFor });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    await summarised(at, documentId);
    const { db } = at.database;
    for (const section of [0, 3]) await db.summaries.where({ userId: user, documentId, section }).deleteAndCount();
    await db.documents.where({ userId: user, documentId }).update({ summaryStatus: 'pending' });
    await db.summary_jobs.create({ userId: user, documentId, dueAt: new Date(0), work: null, attempts: 1 });
    const next = fakeWriter();
    const library = at.another({ summaryWriter: next.writerFor });
    await library.start(false);
    await summarised(at, documentId);
    await library.stop();
    expect([...next.asked, ...first.asked.slice(5)]).toHaveLength(3);
    expect((await rows(at, documentId)).map(({ section }) => section)).toEqual([0, 1, 2, 3]);
  });

  test('is done once, however many servers there are', async () => {
    const writer = fakeWriter();
    await using at = await openTestLibrary({ summaryWriter: writer.writerFor });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    const others = [at.another(), at.another()];
    for (const library of [at.library, ...others]) await library.start(false);
    await summarised(at, documentId);
    for (const library of others) await library.stop();
    expect(writer.asked).toHaveLength(5);
  });

  test('is another server’s once its lease has run out', async () => {
    const begun = new Date();
    const stuck = fakeWriter();
    const release = stuck.hold();
    // its clock stands still: what it renews has run out for everybody else
    await using at = await openTestLibrary({ summaryWriter: stuck.writerFor, now: () => begun });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'notes.txt', 'One topic is here.');
    await at.library.start(true);
    await stuck.begun;
    const next = fakeWriter();
    const early = at.another({ summaryWriter: next.writerFor });
    await early.start(false);
    await early.stop();
    expect(next.asked).toEqual([]);
    const late = at.another({
      summaryWriter: next.writerFor,
      now: () => new Date(begun.getTime() + leaseMs + 1),
    });
    await late.start(false);
    await summarised(at, documentId);
    expect(next.asked.length).toBeGreaterThan(0);
    release();
    await late.stop();
  });

  test('ends with the document, and leaves nothing', async () => {
    const writer = fakeWriter();
    const release = writer.hold();
    await using at = await openTestLibrary({ summaryWriter: writer.writerFor, restorableMs: 10 });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    await writer.begun;
    await at.library.deleteDocument(user, documentId);
    release();
    await expect.poll(() => at.database.db.documents.where({ userId: user, documentId }).first(), patient).toBeNull();
    expect(await rows(at, documentId)).toEqual([]);
    expect(await at.database.db.summary_jobs.where({ userId: user }).all()).toEqual([]);
    expect(writer.asked).toHaveLength(1);
  });

  test('that the model fails is tried again later, not for ever, and the document stays ready', async () => {
    let now = new Date();
    const writer = fakeWriter();
    writer.fail(new Failure('MODEL_UNAVAILABLE', 'away'));
    await using at = await openTestLibrary({ summaryWriter: writer.writerFor, now: () => now });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'notes.txt', 'One topic is here.');
    await at.library.start(true);
    const job = () => at.database.db.summary_jobs.where({ userId: user, documentId }).first();
    for (let attempt = 1; attempt < 6; attempt += 1) {
      await expect.poll(async () => [(await job())?.attempts, (await job())?.work], patient).toEqual([attempt, null]);
      const due = (await job())?.dueAt.getTime() ?? 0;
      expect(due - now.getTime()).toBeGreaterThan(20_000 * 2 ** (attempt - 1));
      now = new Date(due);
      await at.library.stop();
      await at.library.start(false);
    }
    await summarised(at, documentId, 'failed');
    expect(await at.library.getDocument(user, documentId)).toMatchObject({ status: 'ready', error: null });
    expect(await job()).toBeNull();
    expect(writer.asked).toHaveLength(6);
  });
});
