import { newId } from '#shared/ids.ts';
import type { Db } from '#server/database/client.ts';
import { storeVectors } from '#server/library/embedding/store.ts';
import { passageText, randomFrom, vectorNear } from './made-text.ts';

const passagesEach = 500;
const passagesAPage = 2;

/** A class of documents that are ready, with vectors, as reading and embedding would leave them. @returns its id */
export async function fillClass(db: Db, userId: string, model: string, passages: number): Promise<string> {
  const classId = newId();
  const createdAt = new Date();
  await db.classes.create({
    userId,
    classId,
    name: `${passages} passages`,
    sample: false,
    version: 1,
    createdAt,
    deletedAt: null,
  });
  for (let made = 0; made < passages; made += passagesEach) {
    const documentId = newId();
    const pages = passagesEach / passagesAPage;
    const random = randomFrom(made + passages);
    const rows = Array.from({ length: passagesEach }, (_, n) => {
      const text = passageText(random);
      const page = 1 + Math.floor(n / passagesAPage);
      const start = (n % passagesAPage) * 1_000;
      const heading = `Section ${Math.floor(n / 20)}`;
      return { userId, passageId: newId(), documentId, page, start, end: start + text.length, heading, text };
    });
    await db.passages.createAndCount(rows);
    const vectors = rows.map(({ passageId }, n): [string, Float32Array] => [passageId, vectorNear(made + n, random)]);
    await storeVectors(db, { userId, documentId }, model, new Map(vectors));
    await db.embeddings.create({ userId, documentId, model, owner: null, after: createdAt, attempts: 0 });
    await db.documents.create({
      userId,
      documentId,
      classId,
      name: `Book ${made / passagesEach + 1}`,
      kind: 'text',
      bytes: 500_000,
      contentKey: documentId,
      sample: false,
      pages,
      pagesDone: pages,
      status: 'ready',
      error: null,
      summaryStatus: 'none',
      starters: [],
      work: null,
      attempts: 1,
      createdAt,
      deletedAt: null,
    });
  }
  return classId;
}
