import { describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { collect } from '#tests/harness/collect.ts';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';

const [user, other] = ['user-1', 'user-2'];
const missing = { app: { code: 'NOT_FOUND' } };

describe('classes', () => {
  test('the same id with the same name is the same class, with another name a conflict', async () => {
    await using at = await openTestLibrary();
    const classId = newId();
    const made = await at.library.createClass(user, { classId, name: 'Biology' });
    expect(await at.library.createClass(user, { classId, name: 'Biology' })).toEqual(made);
    await expect(at.library.createClass(user, { classId, name: 'History' })).rejects.toMatchObject({
      app: { code: 'CONFLICT' },
    });
    await at.library.createClass(other, { classId, name: 'History' });
    expect((await at.library.listClasses(user)).map(({ name }) => name)).toEqual(['Biology']);
    expect((await at.library.listClasses(other)).map(({ name }) => name)).toEqual(['History']);
  });

  test('a class without documents says so', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    expect(await at.library.listClasses(user)).toMatchObject([{ classId, documentCount: 0, sample: false }]);
    expect(await at.library.listDocuments(user, { classId, limit: 30 })).toEqual({ documents: [], nextCursor: null });
  });

  test('renaming and deleting are pushed, and what is deleted is gone everywhere', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'x.txt', 'Osmosis moves water.');
    await at.library.start(true);
    await at.settled(documentId);
    const passage = await at.database.db.passages.where({ userId: user, documentId }).first();
    expect(await at.library.renameClass(user, { classId, name: 'Zoology' })).toMatchObject({
      name: 'Zoology',
      documentCount: 1,
    });
    expect(at.pushed.at(-1)?.event).toMatchObject({ type: 'class.changed', class: { name: 'Zoology' } });

    await at.library.deleteClass(user, classId);
    const events = at.pushed.map(({ event }) => event.type);
    expect(events).toContain('document.deleted');
    expect(events.at(-1)).toBe('class.deleted');
    expect(await at.library.listClasses(user)).toEqual([]);
    expect((await at.library.listDocuments(user, { limit: 30 })).documents).toEqual([]);
    expect(await at.library.findClass(user, classId)).toBeNull();
    expect(await at.library.findDocument(user, documentId)).toBeNull();
    expect((await at.library.names(user, [documentId])).size).toBe(0);
    await at.library.deleteClass(user, classId);
    await expect(at.library.getDocument(user, documentId)).rejects.toMatchObject(missing);
    await expect(at.library.getPage(user, { documentId, page: 1 })).rejects.toMatchObject(missing);
    await expect(at.library.getPassage(user, passage?.passageId ?? '')).rejects.toMatchObject(missing);
    await expect(at.library.openFile(user, documentId)).rejects.toMatchObject(missing);
    expect((await at.database.db.shelves.where({ userId: user }).first())?.documents).toBe(0);
  });

  test('a deletion that was broken off is finished at the next start, and can be repeated', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'x.txt', 'Osmosis moves water.');
    await at.database.db.classes.where({ userId: user, classId }).update({ deletedAt: new Date() });
    const leftovers = async () => {
      const { db } = at.database;
      const rows = await Promise.all([
        db.classes.where({ userId: user }).all(),
        db.documents.where({ userId: user }).all(),
      ]);
      return (
        rows.flat().length +
        (await collect(at.files.list())).length +
        ((await db.shelves.where({ userId: user }).first())?.documents ?? 0)
      );
    };
    expect(await leftovers()).toBe(4);
    for (let start = 1; start <= 2; start += 1) {
      const next = at.another({ now: () => new Date(Date.now() + 60_000) });
      await next.start(true);
      await expect.poll(leftovers, { timeout: 15_000 }).toBe(0);
      await next.stop();
    }
    expect(await at.library.findDocument(user, documentId)).toBeNull();
  });

  test('the same content may come again after its deletion', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'x.txt', 'the same');
    await at.library.deleteDocument(user, documentId);
    expect((await at.accept(user, classId, 'x.txt', 'the same')).documentId).not.toBe(documentId);
  });
});

describe('the sample class', () => {
  test('has its documents, which do not count, and adding it twice is once', async () => {
    await using at = await openTestLibrary({ freeDocuments: 0 });
    await at.library.start(true);
    const [one, two] = await Promise.all([at.library.addSample(user), at.library.addSample(user)]);
    expect(two.classId).toBe(one.classId);
    expect(await at.library.addSample(user)).toMatchObject({ sample: true, documentCount: 3 });
    expect(await at.library.listClasses(user)).toHaveLength(1);
    const { documents } = await at.library.listDocuments(user, { classId: one.classId, limit: 30 });
    expect(documents).toHaveLength(3);
    const ids = documents.map(({ documentId }) => documentId);
    const announced = at.pushed.flatMap(({ event }) => (event.type === 'document.changed' ? [event.document] : []));
    expect(announced.map(({ documentId }) => documentId).toSorted()).toEqual(ids.toSorted());
    for (const { documentId } of documents) expect((await at.settled(documentId)).status).toBe('ready');
    expect((await at.database.db.shelves.where({ userId: user }).first())?.documents ?? 0).toBe(0);
    expect((await at.library.addSample(other)).classId).not.toBe(one.classId);
  });

  test('can be had again after it was deleted', async () => {
    await using at = await openTestLibrary();
    const first = await at.library.addSample(user);
    await at.library.deleteClass(user, first.classId);
    const second = await at.library.addSample(user);
    expect(second).toMatchObject({ documentCount: 3 });
    expect(second.classId).not.toBe(first.classId);
  });
});

describe('lists of documents', () => {
  test('come in pages, newest first, each document once', async () => {
    await using at = await openTestLibrary({ freeDocuments: 20 });
    const classId = await classOf(at.library, user);
    for (let n = 0; n < 7; n += 1) await at.accept(user, classId, `${n}.txt`, `text ${n}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await at.library.listDocuments(user, { classId, cursor, limit: 3 });
      seen.push(...page.documents.map(({ documentId }) => documentId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toEqual(seen.toSorted().reverse());
    expect((await at.library.listDocuments(user, { limit: 7 })).nextCursor).toBeNull();
    await expect(at.library.listDocuments(user, { cursor: 'nonsense', limit: 3 })).rejects.toMatchObject({
      app: { code: 'BAD_REQUEST' },
    });
  });

  test('and everything else answer for another user’s ids as for none', async () => {
    await using at = await openTestLibrary();
    const classId = await classOf(at.library, user);
    const { documentId } = await at.accept(user, classId, 'x.txt', 'mine');
    expect((await at.library.listDocuments(other, { classId, limit: 30 })).documents).toEqual([]);
    const none = newId();
    for (const id of [documentId, none]) {
      await expect(at.library.getDocument(other, id)).rejects.toMatchObject(missing);
      await expect(at.library.renameDocument(other, { documentId: id, name: 'y' })).rejects.toMatchObject(missing);
      await expect(at.library.retryDocument(other, id)).rejects.toMatchObject(missing);
      await expect(at.library.deleteDocument(other, id)).rejects.toMatchObject(missing);
      await expect(at.library.openFile(other, id)).rejects.toMatchObject(missing);
    }
    for (const id of [classId, none]) {
      await expect(at.library.renameClass(other, { classId: id, name: 'y' })).rejects.toMatchObject(missing);
      await expect(at.library.deleteClass(other, id)).rejects.toMatchObject(missing);
      await expect(at.library.requireClass(other, id)).rejects.toMatchObject(missing);
    }
    expect((await at.library.getDocument(user, documentId)).name).toBe('x.txt');
  });
});
