import { expect, test } from 'vitest';
import type { Scope } from '#server/library/scope-documents.ts';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { createRetrieval } from './create-retrieval.ts';

const userId = 'user-1';

test('pages are read with their passages, in the order given, from the scope only', async () => {
  await using at = await openTestLibrary({ freeDocuments: 10 });
  await at.library.start(true);
  const add = async (owner: string, name: string, pages: string[][]) => {
    const classId = await classOf(at.library, owner);
    const { documentId } = await at.accept(owner, classId, name, makePdf(pages));
    await at.settled(documentId);
    return documentId;
  };
  const cells = await add(userId, 'cells.pdf', [['A cell is small.'], ['Water passes the membrane of a cell.']]);
  const ships = await add(userId, 'ships.pdf', [['Ships pass the harbour at night.']]);
  const foreign = await add('user-2', 'theirs.pdf', [['Water passes the membrane of a cell.']]);
  await using retrieval = Object.assign(createRetrieval({ db: at.database.db, cacheBytes: 10_000_000 }), {
    [Symbol.asyncDispose]: () => retrieval.close(),
  });
  const scope = (more: Partial<Scope> = {}): Scope => ({
    userId,
    classId: null,
    documentId: null,
    documentIds: null,
    ...more,
  });
  const places = [
    { documentId: ships, page: 1 },
    { documentId: cells, page: 2 },
    { documentId: cells, page: 2 },
    { documentId: cells, page: 9 },
    { documentId: foreign, page: 1 },
  ];

  const read = await retrieval.pages(scope(), places);
  expect(read.map(({ documentName, page, text }) => [documentName, page, text])).toEqual([
    ['ships.pdf', 1, 'Ships pass the harbour at night.'],
    ['cells.pdf', 2, 'Water passes the membrane of a cell.'],
  ]);
  for (const { text, passages } of read) {
    for (const { passageId, start, end } of passages) {
      const [passage] = await retrieval.passages(scope(), [passageId]);
      expect(passage?.text).toBe(text.slice(start, end));
    }
  }
  expect(await retrieval.pages(scope({ documentId: cells }), places)).toHaveLength(1);
  expect(await retrieval.pages(scope(), [])).toEqual([]);

  const like = async (more: Partial<Scope>) =>
    (await retrieval.pagesLike(scope(more), 'passes the membrane of a cell', 5)).map(({ documentId }) => documentId);
  expect(await like({})).toEqual([cells]);
  expect(await like({ documentId: ships })).not.toContain(cells);
  await at.library.deleteDocument(userId, cells);
  expect(await like({})).not.toContain(cells);
  expect(await retrieval.pages(scope(), places)).toHaveLength(1);
});
