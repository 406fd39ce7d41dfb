import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { UserEvent } from '#shared/user-event.ts';
import type { Database } from '#server/database/client.ts';
import { collect } from '#tests/harness/collect.ts';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';
import { endlessPdf } from '#tests/harness/endless-pdf.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { readingWork } from './reading-work.ts';
import { passageIdOf } from './store-pages.ts';
import { leaseMs } from './work/hold.ts';

const user = 'user-1';
const book = makePdf(
  Array.from({ length: 60 }, (_, index) => [
    `Page ${index + 1} is about topic number ${index + 1}.`,
    'It has a second line.',
  ]),
);

/** 800 pages, read in many batches. */
const long = Array.from({ length: 800 }, (_, n) => `# Section ${n}\n\nCell number ${n} divides.`).join('\n\n');

const stored = async ({ db }: Database, documentId: string) => ({
  pages: await db.pages.where({ userId: user, documentId }).orderBy({ page: 1 }).select('page', 'text').all(),
  passages: (await db.passages.where({ userId: user, documentId }).orderBy({ page: 1, start: 1 }).all()).map(
    ({ passageId, page, start, end, text }) => ({ passageId, page, start, end, text }),
  ),
});

describe('an uploaded document', () => {
  test('is read page by page, and what happens is pushed', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    expect(await at.settled(documentId)).toMatchObject({ status: 'ready', pages: 60, progress: 1, error: null });
    const { pages, passages } = await stored(at.database, documentId);
    expect(pages.map(({ page }) => page)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(passages).toHaveLength(60);
    for (const { page, start, end, text, passageId } of passages) {
      expect(pages[page - 1]?.text.slice(start, end)).toBe(text);
      expect(passageId).toBe(passageIdOf(documentId, page, start, end, text));
      expect((await at.library.getPassage(user, passageId)).documentName).toBe('book.pdf');
    }
    const events = at.pushed.map(({ event }) => event).filter((event) => 'document' in event);
    expect(events[0]).toMatchObject({ type: 'document.changed', document: { status: 'queued', progress: 0 } });
    expect(events.at(-1)).toMatchObject({ type: 'document.ready' });
    const progress = events.flatMap((event) => (event.type === 'document.progress' ? [event.document.progress] : []));
    expect(progress.length).toBeGreaterThan(0);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  test('tells of its progress at most four times a second', async () => {
    const times: number[] = [];
    const done = Promise.withResolvers<void>();
    const publish = async (_: string, event: UserEvent) => {
      if (event.type === 'document.progress') times.push(performance.now());
      if (event.type === 'document.ready') done.resolve();
    };
    await using at = await openTestLibrary({ events: { publish } });
    await at.accept(user, await classOf(at.library, user), 'notes.md', long);
    await at.library.start(true);
    await done.promise;
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(0);
    expect(Math.min(...gaps)).toBeGreaterThan(245);
  });

  test('that is broken, encrypted, scanned or without text fails with a reason', async () => {
    await using at = await openTestLibrary({ freeDocuments: 10 });
    const classId = await classOf(at.library, user);
    await at.library.start(true);
    const reason = async (name: string, content: Uint8Array | string) => {
      const { documentId } = await at.accept(user, classId, name, content);
      const { status, error } = await at.settled(documentId);
      expect(status).toBe('failed');
      expect(await stored(at.database, documentId)).toEqual({ pages: [], passages: [] });
      return error;
    };
    expect(await reason('broken.pdf', '%PDF-1.4\nrubbish')).toContain('broken');
    expect(await reason('locked.pdf', makePdf([['secret']], { password: 'x' }))).toContain('encrypted');
    expect(await reason('scan.pdf', makePdf([{ lines: [] }, { lines: [] }]))).toContain('scanned');
    expect(await reason('blank.txt', ' \n \n')).toContain('no text');
  });

  test('whose file is gone fails, and is read when it is tried again with the file there', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    const file = await at.files.open(`${user}/${documentId}`);
    const content = await collect<Uint8Array>(file?.read() ?? Readable.from([]));
    await at.files.remove(`${user}/${documentId}`);
    await at.library.start(true);
    expect((await at.settled(documentId)).error).toContain('no longer there');
    await (
      await at.files.stage(
        (async function* () {
          yield* content;
        })(),
      )
    ).keep(`${user}/${documentId}`);
    at.pushed.length = 0;
    expect(await at.library.retryDocument(user, documentId)).toMatchObject({ status: 'queued', error: null });
    expect((await at.settled(documentId)).status).toBe('ready');
    expect((await at.library.retryDocument(user, documentId)).status).toBe('ready');
  });
});

describe('reading that is broken off', () => {
  test('goes on where it stopped: nothing doubled, nothing renamed', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    await at.settled(documentId);
    const whole = await stored(at.database, documentId);
    const mine = at.database.db.documents.where({ userId: user, documentId });
    // every state in which a process may have died: what is stored runs ahead of what is noted as done
    for (const [pagesDone, storedPages] of [
      [0, 0],
      [0, 17],
      [16, 16],
      [16, 40],
      [32, 60],
      [60, 60],
    ] as const) {
      at.pushed.length = 0;
      for (const { page } of whole.pages.filter(({ page }) => page > storedPages)) {
        await at.database.db.pages.where({ userId: user, documentId, page }).deleteAndCount();
        await at.database.db.passages.where({ userId: user, documentId, page }).deleteAndCount();
      }
      await mine.update({ status: 'extracting', pagesDone, attempts: 0 });
      await using next = await restarted(at);
      await next.library.start(true);
      expect((await at.settled(documentId)).status).toBe('ready');
      expect(await stored(at.database, documentId)).toEqual(whole);
    }
  });

  test('by a stop is given back at once', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.library.start(true);
    await at.library.stop();
    const row = await at.database.db.documents.where({ userId: user, documentId }).first();
    expect(row?.work).toBeNull();
    expect(['queued', 'extracting', 'indexing', 'ready']).toContain(row?.status);
    await using next = await restarted(at);
    await next.library.start(false);
    expect((await at.settled(documentId)).status).toBe('ready');
  });

  test('by a crash is another server’s when the lease has run out, not before', async () => {
    let now = new Date();
    await using at = await openTestLibrary({ now: () => now });
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    const context = { db: at.database.db, now: () => now };
    expect((await readingWork(context).take('one', []))?.row.documentId).toBe(documentId);
    expect(await readingWork(context).take('two', [])).toBeNull();
    now = new Date(now.getTime() + leaseMs + 1);
    expect((await readingWork(context).take('two', []))?.by).toBe('two');
  });

  test('too often ends in a failure', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    await at.database.db.documents.where({ userId: user, documentId }).update({ attempts: 5 });
    await at.library.start(true);
    expect((await at.settled(documentId)).error).toContain('too often');
  });

  test('after it was found that it must fail fails with that reason, and nothing is read again', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
    const mine = at.database.db.documents.where({ userId: user, documentId });
    await mine.update({ status: 'extracting', error: 'It is a picture.', pages: 60, pagesDone: 1 });
    await at.database.db.pages.create({ userId: user, documentId, page: 1, heading: null, text: 'x' });
    expect(await at.library.getDocument(user, documentId)).toMatchObject({ status: 'extracting', error: null });
    await at.library.start(true);
    expect(await at.settled(documentId)).toMatchObject({ status: 'failed', error: 'It is a picture.' });
    expect(await stored(at.database, documentId)).toEqual({ pages: [], passages: [] });
    expect(at.pushed.some(({ event }) => event.type === 'document.progress')).toBe(false);
  });

  test('by a deletion that is taken back goes on where it stopped', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'notes.md', long);
    await at.library.start(true);
    const mine = at.database.db.documents.where({ userId: user, documentId });
    await expect.poll(async () => (await mine.first())?.pagesDone, { interval: 5, timeout: 20_000 }).toBeGreaterThan(0);
    const before = await mine.first();
    await at.library.deleteDocument(user, documentId);
    await at.library.stop();
    await mine.update({ deletedAt: null, contentKey: before?.contentKey ?? '' });
    expect((await mine.first())?.work).toBeNull();
    await using next = await restarted(at);
    await next.library.start(false);
    await at.settled(documentId);
    const { pages } = await stored(at.database, documentId);
    expect(pages.map(({ page }) => page)).toEqual(Array.from({ length: 800 }, (_, index) => index + 1));
  });

  test('by a deletion ends its process at once, whatever that is busy with', async () => {
    await using at = await openTestLibrary();
    const { documentId } = await at.accept(user, await classOf(at.library, user), 'endless.pdf', endlessPdf());
    const isRunning = () => process.getActiveResourcesInfo().includes('ProcessWrap');
    await at.library.start(true);
    await expect.poll(isRunning, { timeout: 20_000 }).toBe(true);
    await at.library.deleteDocument(user, documentId);
    await expect.poll(isRunning, { timeout: 5_000 }).toBe(false);
    expect((await at.database.db.documents.where({ userId: user, documentId }).first())?.status).not.toBe('failed');
  });

  test('by a deletion stops, and nothing is left', async () => {
    await using at = await openTestLibrary({ restorableMs: 1 });
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'book.pdf', book);
    await at.library.start(true);
    await at.library.deleteDocument(user, documentId);
    await expect
      .poll(() => at.database.db.documents.where({ userId: user, documentId }).first(), { timeout: 20_000 })
      .toBeNull();
    expect(await stored(at.database, documentId)).toEqual({ pages: [], passages: [] });
    expect(await readdir(at.folder)).not.toContain(user);
  });
});

async function restarted(at: Awaited<ReturnType<typeof openTestLibrary>>) {
  const library = at.another();
  return { library, [Symbol.asyncDispose]: () => library.stop() };
}
