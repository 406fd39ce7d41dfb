import { type Db, present } from '#server/database/client.ts';
import type { CheckDeps } from './check-library.ts';
import type { Problem } from './problem.ts';

/** What is wrong with a user's shelf. A place that was taken after `before` may be an upload's that still comes in. */
export async function shelfProblems({ database: { db }, before }: CheckDeps, userId: string): Promise<Problem[]> {
  const shelf = await db.shelves.where({ userId }).first();
  const documents = await db.documents.where({ userId }).where(present).select('documentId', 'sample').all();
  const places = new Set(shelf?.documentIds);
  const known = new Set(documents.map(({ documentId }) => documentId));
  const problems: Problem[] = [];
  for (const documentId of places)
    if (!known.has(documentId) && madeAt(documentId) < before)
      problems.push({ kind: 'place without document', userId, documentId });
  for (const { documentId, sample } of documents)
    if (!sample && !places.has(documentId)) problems.push({ kind: 'document without place', userId, documentId });
  if (shelf !== null && shelf.documents !== shelf.documentIds.length) problems.push({ kind: 'wrong count', userId });
  return problems;
}

/** Whether an upload that takes this place may be under way. */
export async function isComingIn({ database: { db }, before }: CheckDeps, userId: string, documentId: string) {
  if (madeAt(documentId) < before) return false;
  const shelf = await db.shelves.where({ userId }).first();
  return shelf?.documentIds.includes(documentId) === true;
}

/** Ids begin with the second in which they were made. */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.slice(0, 8), 16) * 1_000);

/** Makes the shelf's number that of its places. */
export async function recount(db: Db, userId: string): Promise<void> {
  const shelf = await db.shelves.where({ userId }).first();
  if (shelf === null) return;
  const { documentIds, documents } = shelf;
  // where a place was taken or given back since, the next check finds it again
  await db.shelves.where({ userId, documents }).update({ documents: documentIds.length });
}
