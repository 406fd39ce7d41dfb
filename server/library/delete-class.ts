import { notFound } from '#shared/failure.ts';
import type { LibraryContext } from './context.ts';
import { markDocument } from './delete-document.ts';
import { notDeleted } from './rows.ts';

/**
 * Deletes a class with its documents. The class goes first, so that no upload can add to it any more.
 *
 * @throws Failure NOT_FOUND
 */
export async function deleteClass(ctx: LibraryContext, userId: string, classId: string): Promise<void> {
  const row = await ctx.db.classes.where({ userId, classId }).where(notDeleted).update({ deletedAt: ctx.now() });
  if (row === null) throw notFound('class');
  await markDocumentsOf(ctx, userId, classId);
  ctx.sweeper.classLater(userId, classId);
  await ctx.events.publish(userId, { type: 'class.deleted', classId });
  await ctx.usageChanged(userId);
}

/** Takes all documents of a class out of sight. */
export async function markDocumentsOf(ctx: LibraryContext, userId: string, classId: string): Promise<void> {
  const documents = await ctx.db.documents.where({ userId, classId }).where(notDeleted).all();
  for (const document of documents) await markDocument(ctx, document);
}
