import { expect, test } from 'vitest';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';
import type { Scope } from './scope-documents.ts';

const user = 'user-1';

test('PY-8a, PY-8b, PY-8c a summary is of the chosen documents, else the document, else the class, else everything', async () => {
  await using at = await openTestLibrary({ freeDocuments: 10 });
  await at.library.start(true);
  const [biology, history] = [await classOf(at.library, user), await classOf(at.library, user)];
  const add = async (classId: string, name: string) => {
    const { documentId } = await at.accept(user, classId, name, `What ${name} says.`);
    return (await at.settled(documentId)).documentId;
  };
  const [cells, plants] = [await add(biology, 'cells.txt'), await add(biology, 'plants.txt')];
  const ships = await add(history, 'ships.txt');
  const inScope = async (scope: Partial<Scope>) => {
    const everything = { userId: user, classId: null, documentId: null, documentIds: null };
    const { ready } = await at.library.summaries.inScope({ ...everything, ...scope });
    return ready.map(({ name }) => name);
  };
  expect(await inScope({})).toEqual(['cells.txt', 'plants.txt', 'ships.txt']);
  expect(await inScope({ classId: biology })).toEqual(['cells.txt', 'plants.txt']);
  expect(await inScope({ classId: biology, documentId: cells })).toEqual(['cells.txt']);
  expect(await inScope({ documentId: cells, documentIds: [ships, plants] })).toEqual(['plants.txt', 'ships.txt']);
  // a choice of none names none
  expect(await inScope({ documentId: cells, documentIds: [] })).toEqual(['cells.txt']);
  expect(await inScope({ classId: history, documentIds: [] })).toEqual(['ships.txt']);
});
