import type { Document } from '#shared/document.ts';
import { notFound } from '#shared/failure.ts';
import type { LibraryContext } from './context.ts';
import { toDocument, notDeleted } from './rows.ts';

/** @throws Failure NOT_FOUND */
export async function renameDocument(
  { db, events }: LibraryContext,
  userId: string,
  { documentId, name }: { documentId: string; name: string },
): Promise<Document> {
  const row = await db.documents.where({ userId, documentId }).where(notDeleted).update({ name });
  if (row === null) throw notFound('document');
  const document = toDocument(row);
  await events.publish(userId, { type: 'document.changed', document });
  return document;
}
