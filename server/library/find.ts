import { notFound } from '#shared/failure.ts';
import { type Db, field } from '#server/database/client.ts';
import { type ClassRow, type DocumentRow, notDeleted } from './rows.ts';

/** null for one that is missing, deleted or another user's. */
export const findClassRow = (db: Db, userId: string, classId: string): Promise<ClassRow | null> =>
  db.classes.where({ userId, classId }).where(notDeleted).first();

/** null for one that is missing, deleted or another user's. */
export const findDocumentRow = (db: Db, userId: string, documentId: string): Promise<DocumentRow | null> =>
  db.documents.where({ userId, documentId }).where(notDeleted).first();

/** @throws Failure NOT_FOUND */
export async function requireClass(db: Db, userId: string, classId: string): Promise<ClassRow> {
  const row = await findClassRow(db, userId, classId);
  if (row === null) throw notFound('class');
  return row;
}

/** @throws Failure NOT_FOUND */
export async function requireDocument(db: Db, userId: string, documentId: string): Promise<DocumentRow> {
  const row = await findDocumentRow(db, userId, documentId);
  if (row === null) throw notFound('document');
  return row;
}

/** Names of those documents that the user still has, by id. */
export async function namesOf(db: Db, userId: string, documentIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.documents
    .where({ userId })
    .where(notDeleted)
    .where(field.in('documentId', [...new Set(documentIds)]))
    .select('documentId', 'name')
    .all();
  return new Map(rows.map(({ documentId, name }) => [documentId, name]));
}
