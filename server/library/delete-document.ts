import { notFound } from '#shared/failure.ts';
import { announceClass } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { keyOfDeleted } from './deleted-with-class.ts';
import { documentHidden } from './hide-document.ts';
import { type DocumentRow, notDeleted } from './rows.ts';

/**
 * Deletes a document: when it returns the document is gone for every search and list. What it leaves is swept once it
 * can no longer be restored. Deleting it again changes nothing.
 *
 * @throws Failure NOT_FOUND
 */
export async function deleteDocument(ctx: LibraryContext, userId: string, documentId: string): Promise<void> {
  const row = await ctx.db.documents.where({ userId, documentId }).first();
  if (row === null) throw notFound('document');
  await markDocument(ctx, row);
  await announceClass(ctx, userId, row.classId);
  await ctx.usageChanged(userId);
}

/** Takes a document out of sight, with every step that can be repeated; its file and passages stay until the sweep. */
export async function markDocument(ctx: LibraryContext, row: DocumentRow): Promise<void> {
  const { userId, documentId } = row;
  await ctx.db.documents
    .where({ userId, documentId })
    .where(notDeleted)
    .update({ deletedAt: ctx.now(), contentKey: keyOfDeleted(row) });
  await documentHidden(ctx, row);
}
