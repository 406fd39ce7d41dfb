import { describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { Scope } from '#server/library/scope-documents.ts';
import { classOf, openTestLibrary, type TestLibrary } from '#tests/harness/library.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { createRetrieval } from './create-retrieval.ts';

const user = 'user-1';
const everything: Scope = { userId: user, classId: null, documentId: null, documentIds: null };
const question = 'How does osmosis move water?';

/** Two classes, in the first two documents, in the second one, and somebody else's. */
async function shelves(at: TestLibrary) {
  await at.library.start(true);
  const [biology, history] = [await classOf(at.library, user), await classOf(at.library, user)];
  const add = async (owner: string, classId: string, name: string, text: string) => {
    const { documentId } = await at.accept(owner, classId, name, text);
    await at.settled(documentId);
    return documentId;
  };
  return {
    biology,
    history,
    cells: await add(
      user,
      biology,
      'cells.md',
      '# Osmosis\n\nOsmosis moves water through the membrane of a cell.\n\n# Sugar\n\nSugar is sweet.',
    ),
    plants: await add(user, biology, 'plants.txt', 'In plants osmosis moves water into the roots.'),
    ships: await add(user, history, 'ships.txt', 'Sailors made water by osmosis, or so they said. It moves.'),
    foreign: await add('user-2', await classOf(at.library, 'user-2'), 'theirs.txt', 'Osmosis moves water, they wrote.'),
    retrieval: createRetrieval({ db: at.database.db, cacheBytes: 10_000_000 }),
  };
}

describe('a question searches', () => {
  test('PY-8a, PY-8b, PY-8c its document, its class, everything the user has', async () => {
    await using at = await openTestLibrary({ freeDocuments: 10 });
    const { retrieval, biology, cells, plants, ships, foreign } = await shelves(at);
    const found = async (scope: Partial<Scope>) => {
      const { passages } = await retrieval.search({ ...everything, ...scope }, question, 12);
      return new Set(passages.map(({ documentId }) => documentId));
    };
    expect(await found({ classId: biology, documentId: cells })).toEqual(new Set([cells]));
    expect(await found({ classId: biology })).toEqual(new Set([cells, plants]));
    expect(await found({})).toEqual(new Set([cells, plants, ships]));
    expect(await found({ classId: biology, documentId: cells, documentIds: [plants, ships, foreign] })).toEqual(
      new Set([plants, ships]),
    );
    expect(await found({ documentIds: [foreign, newId()] })).toEqual(new Set());
    expect(await found({ documentId: foreign })).toEqual(new Set());
    expect(await found({ documentId: cells, documentIds: [] })).toEqual(new Set([cells]));
    expect(await found({ userId: 'user-2', classId: biology })).toEqual(new Set());
  });

  test('only what is ready, and says what else there is', async () => {
    await using at = await openTestLibrary({ freeDocuments: 10 });
    const { retrieval, biology } = await shelves(at);
    const failing = await at.accept(user, biology, 'scan.pdf', makePdf([{ lines: [] }]));
    await at.settled(failing.documentId);
    await at.library.stop();
    await at.accept(user, biology, 'waiting.txt', 'Osmosis moves water, says one that waits.');
    const { passages, documents } = await retrieval.search({ ...everything, classId: biology }, question, 12);
    expect(documents).toEqual({ ready: 2, reading: 1, failed: 1 });
    expect(passages.some(({ documentName }) => documentName === 'waiting.txt')).toBe(false);
    expect((await retrieval.search({ ...everything, documentId: failing.documentId }, question, 12)).documents).toEqual(
      { ready: 0, reading: 0, failed: 1 },
    );
  });

  test('nothing that was deleted, also when its index is in memory', async () => {
    await using at = await openTestLibrary({ freeDocuments: 10 });
    const { retrieval, cells, plants, history, ships } = await shelves(at);
    const first = await retrieval.search(everything, question, 12);
    const ids = first.passages.map(({ passageId }) => passageId);
    expect(new Set(first.passages.map(({ documentId }) => documentId))).toEqual(new Set([cells, plants, ships]));
    expect(await retrieval.passages(everything, ids)).toEqual(first.passages);
    await at.library.deleteDocument(user, cells);
    await at.library.deleteClass(user, history);
    const second = await retrieval.search(everything, question, 12);
    expect(second.passages.map(({ documentId }) => documentId)).toEqual([plants]);
    expect((await retrieval.passages(everything, ids)).map(({ documentId }) => documentId)).toEqual([plants]);
    expect(await retrieval.refinements(everything, 'sugar', 3)).not.toContain('Sugar');
  });

  test('by the name that a document has now', async () => {
    await using at = await openTestLibrary({ freeDocuments: 10 });
    const { retrieval, plants } = await shelves(at);
    await at.library.renameDocument(user, { documentId: plants, name: 'Botany' });
    const { passages } = await retrieval.search({ ...everything, documentId: plants }, question, 12);
    expect(passages.map(({ documentName }) => documentName)).toEqual(['Botany']);
  });

  test('and finds nothing for another topic, but offers topics of the documents', async () => {
    await using at = await openTestLibrary({ freeDocuments: 10 });
    const { retrieval, biology } = await shelves(at);
    const scope = { ...everything, classId: biology };
    expect((await retrieval.search(scope, 'Who won the battle of Hastings?', 12)).passages).toEqual([]);
    expect((await retrieval.search(scope, 'and the of', 12)).passages).toEqual([]);
    expect(await retrieval.refinements(scope, 'Who won the battle of Hastings?', 2)).toEqual(['Osmosis', 'Sugar']);
  });
});

test('what is found in a PDF has the number of its page, and the range on it', async () => {
  await using at = await openTestLibrary();
  await at.library.start(true);
  const pages = Array.from({ length: 30 }, (_, index) => [`Page ${index + 1} tells of harbours and trains.`]);
  pages[22] = ['Osmosis moves water through a membrane.'];
  const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', makePdf(pages));
  await at.settled(documentId);
  const { passages } = await createRetrieval({ db: at.database.db, cacheBytes: 1_000_000 }).search(
    everything,
    question,
    5,
  );
  expect(passages).toHaveLength(1);
  const [passage] = passages;
  expect(passage).toMatchObject({ documentId, documentName: 'book.pdf', page: 23 });
  const page = await at.library.getPage(user, { documentId, page: 23 });
  expect(page.text.slice(passage?.start, passage?.end)).toBe(passage?.text);
});

test('indexes that were not used for long give way, and are built again', async () => {
  await using at = await openTestLibrary({ freeDocuments: 10 });
  const { cells, plants, ships } = await shelves(at);
  const small = createRetrieval({ db: at.database.db, cacheBytes: 1 });
  for (const documentId of [cells, plants, ships, cells]) {
    const { passages } = await small.search({ ...everything, documentId }, question, 5);
    expect(passages[0]?.documentId).toBe(documentId);
  }
});
