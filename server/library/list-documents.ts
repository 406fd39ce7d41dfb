import type { Document } from '#shared/document.ts';
import { Failure } from '#shared/failure.ts';
import { idSchema } from '#shared/ids.ts';
import { field } from '#server/database/client.ts';
import type { LibraryContext } from './context.ts';
import { toDocument, notDeleted } from './rows.ts';

export interface DocumentsPage {
  documents: Document[];
  /** opaque; null at the end */
  nextCursor: string | null;
}

/**
 * The user's documents, newest first, of one class or of all. Another user's class has none.
 *
 * @throws Failure BAD_REQUEST where the cursor is none of ours
 */
export async function listDocuments(
  { db }: LibraryContext,
  userId: string,
  { classId, cursor, limit }: { classId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<DocumentsPage> {
  if (cursor !== undefined && !idSchema.safeParse(cursor).success)
    throw new Failure('BAD_REQUEST', 'There is no such place in the list.');
  const mine = db.documents.where(classId === undefined ? { userId } : { userId, classId }).where(notDeleted);
  const rest = cursor === undefined ? mine : mine.where(field.lt('documentId', cursor));
  const rows = await rest
    .orderBy({ documentId: -1 })
    .limit(limit + 1)
    .all();
  const documents = rows.slice(0, limit).map(toDocument);
  return { documents, nextCursor: rows.length > limit ? (documents.at(-1)?.documentId ?? null) : null };
}
