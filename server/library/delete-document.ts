import { notFound } from '#shared/failure.ts';
import { freeShelfPlace } from '#server/quota/shelf.ts';
import { announceClass, raiseVersion } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { findDocumentRow } from './find.ts';
import { type DocumentRow, notDeleted } from './rows.ts';

/**
 * Deletes a document: when it returns the document is gone for every search and list. What it leaves is swept later.
 *
 * @throws Failure NOT_FOUND
 */
export async function deleteDocument(ctx: LibraryContext, userId: string, documentId: string): Promise<void> {
  const row = await findDocumentRow(ctx.db, userId, documentId);
  if (row === null || !(await markDocument(ctx, row))) throw notFound('document');
  await announceClass(ctx, userId, row.classId);
  await ctx.usageChanged(userId);
}

/**
 * Takes a document out of sight, with every step that can be repeated; its file and passages stay until the sweep.
 *
 * @returns false where it was marked already
 */
export async function markDocument(ctx: LibraryContext, row: DocumentRow): Promise<boolean> {
  const { userId, documentId, classId } = row;
  const deletedAt = ctx.now();
  const marked = await ctx.db.documents
    .where({ userId, documentId })
    .where(notDeleted)
    .update({ deletedAt, contentKey: `${row.contentKey}:${documentId}` });
  ctx.queue.cancel(userId, documentId);
  ctx.embeddingQueue?.cancel(userId, documentId);
  ctx.summaryQueue?.cancel(userId, documentId);
  await freeShelfPlace(ctx.db, userId, documentId);
  ctx.sweeper.documentLater(userId, documentId);
  if (marked === null) return false;
  await raiseVersion(ctx.db, userId, classId);
  await ctx.events.publish(userId, { type: 'document.deleted', documentId, classId });
  return true;
}
