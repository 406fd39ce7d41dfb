import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import { Failure } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { newDocument } from './new-document.ts';

const user = 'user-1';

async function refusal(taking: Promise<unknown>): Promise<AppError> {
  const error: unknown = await taking.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error instanceof Failure) return error.app;
  throw error instanceof Error ? error : new Error('it was taken');
}

/** What there is of a user's uploads: files, kept or not, documents, places on the shelf. */
async function left({ folder, database: { db } }: TestLibrary) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const shelf = await db.shelves.where({ userId: user }).first();
  return {
    files: entries.filter((entry) => entry.isFile()).length,
    documents: (await db.documents.where({ userId: user }).all()).length,
    places: [shelf?.documents ?? 0, shelf?.documentIds.length ?? 0],
  };
}

const nothing = { files: 0, documents: 0, places: [0, 0] };

describe('a file that comes in', () => {
  test('is kept, counted, announced, and waits to be read', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    const document = await at.accept(user, classId, '../Biology 1.md', '# Cells');
    expect(document).toMatchObject({
      name: 'Biology 1.md',
      kind: 'markdown',
      bytes: 7,
      status: 'queued',
      classId,
      progress: 0,
    });
    expect(await left(at)).toEqual({ files: 1, documents: 1, places: [1, 1] });
    expect(at.pushed.map(({ event }) => event.type)).toEqual(['class.changed', 'document.changed', 'class.changed']);
    expect(at.pushed.at(-1)?.event).toMatchObject({ class: { documentCount: 1 } });
  });

  test('SE-07 (type, size): a refused one has its reason and leaves nothing behind', async () => {
    await using at = await openTestLibrary({ fileBytes: 100_000 });
    const classId = await classOf(at.library, user);
    const refused = async (name: string, content: Uint8Array | string) => {
      const app = await refusal(at.accept(user, classId, name, content));
      expect(await left(at)).toEqual(nothing);
      return [app.code, app.message];
    };
    expect(await refused('empty.pdf', '')).toEqual(['BAD_REQUEST', expect.stringContaining('empty')]);
    expect(await refused('essay.docx', 'PK\x03\x04')).toEqual([
      'BAD_REQUEST',
      expect.stringContaining('its end is missing'),
    ]);
    expect(await refused('late.txt', `${'text '.repeat(15_000)}\0`)).toEqual([
      'BAD_REQUEST',
      expect.stringContaining('not text'),
    ]);
    expect(await refused('large.txt', 'x'.repeat(100_001))).toEqual([
      'PAYLOAD_TOO_LARGE',
      expect.stringContaining('larger than'),
    ]);
    expect((await at.accept(user, classId, 'just right.txt', 'x'.repeat(100_000))).bytes).toBe(100_000);
  });

  test('that breaks off leaves nothing behind', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    async function* cut() {
      yield Buffer.from('a beginning '.repeat(1_000));
      throw new Error('the line is cut');
    }
    await expect(at.library.acceptFile(user, classId, { name: 'x.txt', content: cut() })).rejects.toThrow(
      'the line is cut',
    );
    expect(await left(at)).toEqual(nothing);
  });

  test('with content that is in the class already is refused by that document’s name; another class may have it', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    await at.accept(user, classId, 'First.txt', 'the same');
    const app = await refusal(at.accept(user, classId, 'Second.txt', 'the same'));
    expect([app.code, app.message]).toEqual(['CONFLICT', expect.stringContaining('First.txt')]);
    await at.accept(user, await classOf(at.library, user), 'Second.txt', 'the same');
    expect(await left(at)).toEqual({ files: 2, documents: 2, places: [2, 2] });
  });

  test('twice at the same moment is one document', async () => {
    await using at = await openTestLibrary({ freeDocuments: 100 });
    const classId = await classOf(at.library, user);
    const both = await Promise.allSettled(
      Array.from({ length: 8 }, () => at.accept(user, classId, 'x.txt', 'the same')),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await left(at)).toEqual({ files: 1, documents: 1, places: [1, 1] });
  });

  test('is refused where the shelf is full, before it is read', async () => {
    await using at = await openTestLibrary({ freeDocuments: 2 });
    const classId = await classOf(at.library, user);
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => at.accept(user, classId, `${n}.txt`, `text ${n}`)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await left(at)).toEqual({ files: 2, documents: 2, places: [2, 2] });
    let read = 0;
    async function* content() {
      read += 1;
      yield Buffer.from('text');
    }
    const app = await refusal(at.library.acceptFile(user, classId, { name: 'x.txt', content: content() }));
    expect(app.code).toBe('QUOTA_EXCEEDED');
    expect(read).toBe(0);
  });

  test('is refused where 2,000 are there, however many come at once', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    const taken = Array.from({ length: limits.documentsPerUser - 2 }, () => newId());
    await at.database.db.shelves.create({
      userId: user,
      plan: 'premium',
      documentIds: taken,
      documents: taken.length,
    });
    const all = await Promise.allSettled([1, 2, 3, 4].map((n) => at.accept(user, classId, `${n}.txt`, `text ${n}`)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await left(at)).toMatchObject({ files: 2, documents: 2, places: [2_000, 2_000] });
  });

  test('counts as the largest file until it is stored: what comes at once never adds up to more than 20 GB', async () => {
    await using at = await openTestLibrary({ fileBytes: 50_000_000 });
    const classId = await classOf(at.library, user);
    const large = Array.from({ length: 10 }, () => newId());
    for (const documentId of large) {
      const name = `${documentId}.txt`;
      const document = { userId: user, classId, documentId, name, kind: 'text', bytes: 1_990_000_000 } as const;
      await at.database.db.documents.create(newDocument({ ...document, contentKey: documentId }, new Date(), false));
    }
    await at.database.db.shelves.create({ userId: user, plan: 'premium', documentIds: large, documents: 10 });
    const arrives = Promise.withResolvers<void>();
    const begin = async (n: number) => {
      const begun = Promise.withResolvers<void>();
      async function* content() {
        begun.resolve();
        await arrives.promise;
        yield Buffer.from(`text ${n}`);
      }
      const taking = at.library.acceptFile(user, classId, { name: `${n}.txt`, content: content() });
      await begun.promise;
      return { taking };
    };
    // 19.9 GB are there: two more of 50 MB find room
    const both = [await begin(1), await begin(2)];
    expect((await refusal(at.accept(user, classId, 'third.txt', 'third'))).code).toBe('QUOTA_EXCEEDED');
    arrives.resolve();
    await Promise.all(both.map(({ taking }) => taking));
    expect((await at.accept(user, classId, 'third.txt', 'third')).bytes).toBe(5);
  });

  test('that failed here before is read again instead, also where the shelf is full', async () => {
    await using at = await openTestLibrary({ freeDocuments: 1 });
    const classId = await classOf(at.library, user);
    const scan = makePdf([{ lines: [] }]);
    const { documentId } = await at.accept(user, classId, 'scan.pdf', scan);
    await at.library.start(true);
    expect((await at.settled(documentId)).status).toBe('failed');
    await at.library.stop();
    expect(await at.accept(user, classId, 'again.pdf', scan)).toMatchObject({
      documentId,
      status: 'queued',
      error: null,
    });
    expect((await refusal(at.accept(user, classId, 'other.txt', 'other'))).code).toBe('QUOTA_EXCEEDED');
    expect(await left(at)).toEqual({ files: 1, documents: 1, places: [1, 1] });
  });

  test('into a class that is deleted meanwhile is not kept', async () => {
    await using at = await openTestLibrary({ restorableMs: 1 });
    await at.library.start(true);
    const classId = await classOf(at.library, user);
    async function* content() {
      yield Buffer.from('text '.repeat(1_000));
      await at.library.deleteClass(user, classId);
      yield Buffer.from('more');
    }
    expect((await refusal(at.library.acceptFile(user, classId, { name: 'x.txt', content: content() }))).code).toBe(
      'NOT_FOUND',
    );
    expect(await left(at)).toEqual(nothing);
  });
});

test('what a killed upload has left is cleared away at the next start, and nothing else', async () => {
  await using at = await openTestLibrary();
  const classId = await classOf(at.library, user);
  const { documentId } = await at.accept(user, classId, 'kept.txt', 'kept');
  const orphan = newId(Date.now() - 60_000);
  await (
    await at.files.stage(
      (async function* () {
        yield Buffer.from('x');
      })(),
    )
  ).keep(`${user}/${orphan}`);
  await at.files.stage(
    (async function* () {
      yield Buffer.from('y');
    })(),
  );
  await at.database.db.shelves
    .where({ userId: user })
    .update((shelf) => [shelf.documentIds.push(orphan), shelf.documents.inc(1)]);
  expect(await left(at)).toEqual({ files: 3, documents: 1, places: [2, 2] });
  const next = at.another({ now: () => new Date(Date.now() + 5_000) });
  await next.start(true);
  await next.stop();
  expect(await left(at)).toEqual({ files: 1, documents: 1, places: [1, 1] });
  expect((await at.library.openFile(user, documentId)).file.bytes).toBe(4);
});

test('an upload that begins while what killed ones left is cleared away keeps its place on the shelf', async () => {
  const listed = Promise.withResolvers<void>();
  await using at = await openTestLibrary();
  const classId = await classOf(at.library, user);
  async function* list() {
    await listed.promise;
    yield* at.files.list();
  }
  // ids tell time in whole seconds: those of the second in which a server starts look older than its start
  const next = at.another({ files: { ...at.files, list }, now: () => new Date(Date.now() + 1_000) });
  await next.start(true);
  async function* content() {
    listed.resolve();
    await next.stop();
    yield Buffer.from('text');
  }
  await next.acceptFile(user, classId, { name: 'x.txt', content: content() });
  expect(await left(at)).toEqual({ files: 1, documents: 1, places: [1, 1] });
});
