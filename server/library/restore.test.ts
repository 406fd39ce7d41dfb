import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '#shared/document.ts';
import type { AppError } from '#shared/errors.ts';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { collect } from '#tests/harness/collect.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';

const user = 'user-1';
const late = limits.restorableMs + 1;

/** A library whose clock can be set ahead. */
async function openLibrary(settings: Parameters<typeof openTestLibrary>[0] = {}) {
  let ahead = 0;
  const at = await openTestLibrary({ now: () => new Date(Date.now() + ahead), ...settings });
  return { at, pass: (ms: number) => void (ahead += ms) };
}

const places = async ({ database }: TestLibrary): Promise<number> =>
  (await database.db.shelves.where({ userId: user }).first())?.documents ?? 0;

const listed = async ({ library }: TestLibrary, classId?: string): Promise<Document[]> =>
  (await library.listDocuments(user, { classId, limit: 30 })).documents;

async function refusal(call: Promise<unknown>): Promise<AppError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error.app;
  throw new Error('nothing was refused', { cause: error });
}

const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusal(call)).code;

describe('a deleted document', () => {
  test('is restored as it was, twice is once', async () => {
    const { at } = await openLibrary();
    await using _ = at;
    await at.library.start(true);
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'x.txt', 'Osmosis moves water.');
    const before = await at.settled(documentId);
    const passages = await at.database.db.passages.where({ userId: user }).all();
    for (let time = 1; time <= 2; time += 1) await at.library.deleteDocument(user, documentId);
    expect([await listed(at), await places(at)]).toEqual([[], 0]);

    for (let time = 1; time <= 2; time += 1) expect(await at.library.restoreDocument(user, documentId)).toEqual(before);
    expect([await listed(at), await places(at)]).toEqual([[before], 1]);
    expect(await at.database.db.passages.where({ userId: user }).all()).toEqual(passages);
    expect(at.pushed.at(-1)?.event).toMatchObject({ type: 'class.changed', class: { documentCount: 1 } });
    expect(await codeOf(at.accept(user, classId, 'again.txt', 'Osmosis moves water.'))).toBe('CONFLICT');
  });

  test('is not restored where its content came again, the shelf is full, or it is too late', async () => {
    const { at, pass } = await openLibrary({ freeDocuments: 1 });
    await using _ = at;
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'x.txt', 'the same');
    await at.library.deleteDocument(user, documentId);
    const twin = await at.accept(user, classId, 'twin.txt', 'the same');
    expect(await codeOf(at.library.restoreDocument(user, documentId))).toBe('QUOTA_EXCEEDED');
    await at.database.db.shelves.where({ userId: user }).update({ plan: 'premium' });
    const refused = await refusal(at.library.restoreDocument(user, documentId));
    expect([refused.code, refused.message]).toEqual(['CONFLICT', 'The class has this file already, as “twin.txt”.']);
    expect(await places(at)).toBe(1);
    await at.library.deleteDocument(user, twin.documentId);
    expect(await at.library.restoreDocument(user, documentId)).toMatchObject({ documentId, name: 'x.txt' });
    pass(late);
    expect(await codeOf(at.library.restoreDocument(user, twin.documentId))).toBe('NOT_FOUND');
    expect(await places(at)).toBe(1);
  });

  test('is swept after 10 s, and every restore that began before either wins or loses as a whole', async () => {
    const { at, pass } = await openLibrary({ restorableMs: 20 });
    await using _ = at;
    await at.library.start(true);
    const classId = await classOf(at.library, user);
    for (let round = 0; round < 8; round += 1) {
      const { documentId } = await at.accept(user, classId, `${round}.txt`, `round ${round}`);
      await at.library.deleteDocument(user, documentId);
      await new Promise((resolve) => setTimeout(resolve, 3 * round));
      const back = await at.library.restoreDocument(user, documentId).then(
        () => true,
        () => false,
      );
      if (back) expect((await listed(at)).map((document) => document.documentId)).toEqual([documentId]);
      expect(await places(at)).toBe(back ? 1 : 0);
      if (back) await at.library.deleteDocument(user, documentId);
      pass(100);
      await expect.poll(async () => (await collect(at.files.list())).length).toBe(0);
    }
  });
});

describe('a deleted class', () => {
  test('comes back with what went with it, not with what was deleted before', async () => {
    const { at } = await openLibrary();
    await using _ = at;
    const classId = await classOf(at.library, user);
    const one = await at.accept(user, classId, 'one.txt', 'one');
    const two = await at.accept(user, classId, 'two.txt', 'two');
    const before = await at.accept(user, classId, 'before.txt', 'before');
    await at.library.deleteDocument(user, before.documentId);
    const had = await listed(at);
    for (let time = 1; time <= 2; time += 1) await at.library.deleteClass(user, classId);
    expect([await listed(at), await places(at)]).toEqual([[], 0]);
    for (const { documentId } of [one, before])
      expect(await codeOf(at.library.restoreDocument(user, documentId))).toBe('NOT_FOUND');

    for (let time = 1; time <= 2; time += 1)
      expect(await at.library.restoreClass(user, classId)).toMatchObject({ classId, documentCount: 2 });
    expect([await listed(at, classId), await places(at)]).toEqual([had, 2]);
    expect((await at.library.restoreDocument(user, before.documentId)).documentId).toBe(before.documentId);
    expect(await places(at)).toBe(3);
    const changed = at.pushed.flatMap(({ event }) =>
      event.type === 'document.changed' ? [event.document.documentId] : [],
    );
    for (const { documentId } of [one, two]) expect(changed.filter((id) => id === documentId)).toHaveLength(2);
  });

  test('comes back whole or not at all where others took its places', async () => {
    const { at, pass } = await openLibrary({ freeDocuments: 2 });
    await using _ = at;
    const classId = await classOf(at.library, user);
    await at.accept(user, classId, 'one.txt', 'one');
    await at.accept(user, classId, 'two.txt', 'two');
    await at.library.deleteClass(user, classId);
    const other = await at.accept(user, await classOf(at.library, user), 'three.txt', 'three');
    expect(await codeOf(at.library.restoreClass(user, classId))).toBe('QUOTA_EXCEEDED');
    expect([(await listed(at)).length, await places(at)]).toEqual([1, 1]);
    await at.library.deleteDocument(user, other.documentId);
    expect(await at.library.restoreClass(user, classId)).toMatchObject({ documentCount: 2 });
    await at.library.deleteClass(user, classId);
    pass(late);
    expect(await codeOf(at.library.restoreClass(user, classId))).toBe('NOT_FOUND');
    expect(await places(at)).toBe(0);
  });

  test('whose restore was broken off loses nothing: the next sweep goes on with it', async () => {
    const { at, pass } = await openLibrary();
    await using _ = at;
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'one.txt', 'one');
    await at.library.deleteClass(user, classId);
    await at.database.db.classes.where({ userId: user, classId }).update({ deletedAt: null });
    expect(await listed(at)).toEqual([]);
    pass(late);
    await at.library.start(true);
    await expect.poll(async () => (await listed(at)).map((document) => document.documentId)).toEqual([documentId]);
    await expect.poll(() => places(at)).toBe(1);
  });
});

test('whatever races, places are those of the documents that are there, and class and documents agree', async () => {
  const act = fc.constantFrom('delete', 'restore', 'move', 'back', 'delete class', 'restore class');
  const { at } = await openLibrary({ restorableMs: 600_000, freeDocuments: 1_000 });
  await using _ = at;
  const { library } = at;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 6 }), async (acts) => {
      const [here, there] = [await classOf(library, user), await classOf(library, user)];
      const { documentId } = await at.accept(user, here, 'x.txt', 'Osmosis');
      const calls = {
        delete: () => library.deleteDocument(user, documentId),
        restore: () => library.restoreDocument(user, documentId),
        move: () => library.moveDocument(user, { documentId, classId: there }),
        back: () => library.moveDocument(user, { documentId, classId: here }),
        'delete class': () => library.deleteClass(user, there),
        'restore class': () => library.restoreClass(user, there),
      };
      await Promise.allSettled(acts.map((one) => calls[one]()));
      await library.restoreClass(user, there);
      const left = await listed(at);
      const held = await at.database.db.shelves.where({ userId: user }).first();
      expect(held?.documentIds.toSorted()).toEqual(left.map((document) => document.documentId).toSorted());
      expect([here, there]).toContain((await at.database.db.documents.where({ documentId }).first())?.classId);
      if (!acts.includes('delete')) expect(left.map((document) => document.documentId)).toEqual([documentId]);
      for (const document of left) await library.deleteDocument(user, document.documentId);
    }),
    { numRuns: 20 },
  );
});

describe('moving', () => {
  test('takes a document into the other class with all it has, twice is once', async () => {
    const { at } = await openLibrary();
    await using _ = at;
    await at.library.start(true);
    const [here, there] = [await classOf(at.library, user), await classOf(at.library, user)];
    const { documentId } = await at.accept(user, here, 'x.txt', 'Osmosis moves water.');
    const before = await at.settled(documentId);
    const versions = async () =>
      (await at.database.db.classes.where({ userId: user }).orderBy({ classId: 1 }).all()).map(
        ({ version }) => version,
      );
    const had = await versions();
    const moved = { ...before, classId: there };
    for (let time = 1; time <= 2; time += 1)
      expect(await at.library.moveDocument(user, { documentId, classId: there })).toEqual(moved);
    expect([await listed(at, here), await listed(at, there), await places(at)]).toEqual([[], [moved], 1]);
    expect(await versions()).toEqual(had.map((version) => version + 1));
    const counts = at.pushed.flatMap(({ event }) =>
      event.type === 'class.changed' ? [[event.class.classId, event.class.documentCount]] : [],
    );
    expect(counts.slice(-3)).toEqual([
      [here, 0],
      [there, 1],
      [there, 1],
    ]);
  });

  test('is refused where the class has the content, or is not there', async () => {
    const { at } = await openLibrary();
    await using _ = at;
    const [here, there] = [await classOf(at.library, user), await classOf(at.library, user)];
    const { documentId } = await at.accept(user, here, 'x.txt', 'the same');
    const twin = await at.accept(user, there, 'twin.txt', 'the same');
    expect(await refusal(at.library.moveDocument(user, { documentId, classId: there }))).toMatchObject({
      code: 'CONFLICT',
      message: 'The class has this file already, as “twin.txt”.',
    });
    await at.library.deleteDocument(user, twin.documentId);
    expect((await at.library.moveDocument(user, { documentId, classId: there })).classId).toBe(there);
    await at.library.deleteClass(user, here);
    expect(await codeOf(at.library.moveDocument(user, { documentId, classId: here }))).toBe('NOT_FOUND');
    expect((await listed(at)).map(({ classId }) => classId)).toEqual([there]);
  });

  test('while it is being read goes on reading', async () => {
    const { at } = await openLibrary();
    await using _ = at;
    const [here, there] = [await classOf(at.library, user), await classOf(at.library, user)];
    const { documentId } = await at.accept(user, here, 'x.txt', 'Osmosis moves water. '.repeat(2_000));
    await at.library.start(true);
    await at.library.moveDocument(user, { documentId, classId: there });
    expect(await at.settled(documentId)).toMatchObject({ status: 'ready', classId: there });
    expect((await at.library.listClasses(user)).map(({ documentCount }) => documentCount)).toEqual([0, 1]);
  });

  test('while it is being read, deleted and restored, ends with every passage once', async () => {
    const { at } = await openLibrary();
    await using _ = at;
    const classId = await classOf(at.library, user);
    const text = Array.from({ length: 400 }, (_, n) => `Sentence ${n} tells of osmosis in cell ${n}.`).join(' ');
    const whole = await at.accept(user, classId, 'whole.txt', text);
    await at.library.start(true);
    await at.settled(whole.documentId);
    const { documentId } = await at.accept(user, classId, 'x.txt', `${text} End.`);
    await at.library.deleteDocument(user, documentId);
    await at.library.restoreDocument(user, documentId);
    const now = () => at.library.getDocument(user, documentId);
    await expect.poll(async () => (await now()).status, { timeout: 60_000 }).toBe('ready');
    const { pages } = await now();
    const passages = await at.database.db.passages
      .where({ userId: user, documentId })
      .orderBy({ page: 1, start: 1 })
      .all();
    expect(new Set(passages.map(({ page }) => page)).size).toBe(pages);
    expect(passages.map((passage) => passage.text).join(' ')).toContain('Sentence 399 tells of osmosis');
    expect(new Set(passages.map(({ passageId }) => passageId)).size).toBe(passages.length);
  });
});
