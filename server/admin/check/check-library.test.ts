import fc from 'fast-check';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { takeShelfPlace } from '#server/quota/shelf.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { checkLibrary } from './check-library.ts';
import { madeOfDocuments, type Problem } from './problem.ts';

const long = () => new Date(Date.now() - 3_600_000);
/** An id that was made two hours ago, as the hour of an upload is long over. */
const oldId = (): string => {
  const seconds = Math.floor(Date.now() / 1_000) - 7_200;
  return seconds.toString(16).padStart(8, '0') + newId().slice(8);
};

const check = async ({ database, files }: TestLibrary, mend = false) =>
  (await checkLibrary({ database, files, before: long(), settleMs: 20 }, mend)).problems;
const found = async (at: TestLibrary) => (await check(at)).map(({ problem }) => problem);

async function putFile({ files }: TestLibrary, userId: string, documentId: string): Promise<void> {
  const staged = await files.stage(
    (async function* () {
      yield Buffer.from('x');
    })(),
  );
  await staged.keep(`${userId}/${documentId}`);
}

/** Rows as they are left where their document is gone. */
async function putRows({ database }: TestLibrary, collection: string, userId: string, documentId: string) {
  // rows of one document differ in each collection's own key
  const rows = [1, 2].map((n) => ({
    userId,
    documentId,
    page: n,
    section: n,
    start: n,
    passageId: newId(),
    model: 'm',
  }));
  const isOne = collection === 'summary_jobs' || collection === 'embeddings';
  await database.native.collection(collection).insertMany(isOne ? rows.slice(0, 1) : rows);
}

const users = ['user-1', 'user-2', 'user-22'];
type Damage = { kind: Problem['kind']; user: string; collection: (typeof madeOfDocuments)[number] };
const damages: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom(
    'file without document',
    'document without file',
    'rows without document',
    'place without document',
    'document without place',
    'wrong count',
    'leftover',
  ),
  user: fc.constantFrom(...users),
  collection: fc.constantFrom(...madeOfDocuments),
});

/** Does the damage, and says what is to be found. */
async function damage(at: TestLibrary, { kind, user: userId, collection }: Damage, classId: string): Promise<Problem> {
  const { db } = at.database;
  switch (kind) {
    case 'file without document': {
      const documentId = newId();
      await putFile(at, userId, documentId);
      return { kind, userId, documentId };
    }
    case 'document without file':
    case 'document without place': {
      const { documentId } = await at.accept(userId, classId, `${newId()}.txt`, newId());
      if (kind === 'document without file') await at.files.remove(`${userId}/${documentId}`);
      else await db.shelves.where({ userId }).update((f) => [f.documentIds.pull(documentId), f.documents.inc(-1)]);
      return { kind, userId, documentId };
    }
    case 'rows without document': {
      const documentId = newId();
      await putRows(at, collection, userId, documentId);
      return { kind, userId, documentId, collection };
    }
    case 'place without document': {
      const documentId = oldId();
      await takeShelfPlace(db, userId, documentId, null);
      return { kind, userId, documentId };
    }
    case 'wrong count':
      await db.shelves.where({ userId }).update((f) => [f.documents.inc(1)]);
      return { kind, userId };
    case 'leftover': {
      const path = join(at.folder, '.incoming', newId());
      await writeFile(path, 'x');
      await utimes(path, 0, 0);
      return { kind, name: `upload ${path}` };
    }
  }
}

const sorted = (problems: readonly Problem[]) => [...new Set(problems.map((one) => JSON.stringify(one)))].toSorted();

describe('npm run admin -- check', () => {
  test(
    'finds any mixture of what belongs to nothing, exactly, and repairs what can be',
    { timeout: 120_000 },
    async () => {
      await using at = await openTestLibrary({ freeDocuments: 1_000 });
      await fc.assert(
        fc.asyncProperty(fc.array(damages, { maxLength: 12 }), async (mixture) => {
          for (const name of [...madeOfDocuments, 'documents', 'classes', 'shelves'])
            await at.database.native.collection(name).deleteMany({});
          for await (const { key } of at.files.list()) await at.files.remove(key);
          const classes = new Map<string, string>();
          for (const user of users) {
            const classId = await classOf(at.library, user);
            classes.set(user, classId);
            // what is whole, beside it, with everything that is made of documents
            const { documentId } = await at.accept(user, classId, 'whole.txt', user);
            for (const collection of madeOfDocuments) await putRows(at, collection, user, documentId);
          }
          const expected: Problem[] = [];
          for (const one of mixture) expected.push(await damage(at, one, classes.get(one.user) ?? ''));
          expect(sorted(await found(at))).toEqual(sorted(expected));

          const unmendable = expected.filter(({ kind }) => kind === 'document without file');
          const mended = await check(at, true);
          expect(sorted(mended.map(({ problem }) => problem))).toEqual(sorted(expected));
          for (const { problem, repaired } of mended) expect(repaired).toBe(problem.kind !== 'document without file');
          expect(sorted(await found(at))).toEqual(sorted(unmendable));
        }),
        { numRuns: 20 },
      );
    },
  );

  test('finds nothing while documents come, are read and go', { timeout: 120_000 }, async () => {
    await using at = await openTestLibrary({ freeDocuments: 1_000, restorableMs: 50 });
    const classId = await classOf(at.library, 'user-1');
    await at.library.start(true);
    const over = new AbortController();
    const working = [1, 2].map(async (worker) => {
      for (let n = 0; !over.signal.aborted; n += 1) {
        const { documentId } = await at.accept('user-1', classId, 'x.txt', `Osmosis moves water, ${worker} ${n}.`);
        await at.settled(documentId);
        if (n % 2 === 0) await at.library.deleteDocument('user-1', documentId);
      }
    });
    await at.library.addSample('user-1');
    for (let n = 0; n < 5; n += 1)
      expect((await checkLibrary({ ...at, before: long(), settleMs: 2_000 }, true)).problems).toEqual([]);
    over.abort();
    await Promise.all(working);
  });

  test('lets an upload be that has taken its place and not stored its document', async () => {
    await using at = await openTestLibrary();
    const documentId = newId();
    await takeShelfPlace(at.database.db, 'user-1', documentId, null);
    await putFile(at, 'user-1', documentId);
    await at.files.stage(
      (async function* () {
        yield Buffer.from('x');
      })(),
    );
    expect(await found(at)).toEqual([]);
    // nobody works there: what is left is nobody's
    const alone = await checkLibrary({ ...at, before: new Date(Date.now() + 1_000), settleMs: 1 }, false);
    expect(alone.problems.map(({ problem }) => problem.kind).toSorted()).toEqual([
      'file without document',
      'leftover',
      'place without document',
    ]);
  });
});
