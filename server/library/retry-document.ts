import type { Document } from '#shared/document.ts';
import type { LibraryContext } from './context.ts';
import { requireDocument } from './find.ts';
import { toDocument, notDeleted } from './rows.ts';

/**
 * Reads a failed document once more, from its first page. One that has not failed stays as it is.
 *
 * @throws Failure NOT_FOUND
 */
export async function retryDocument(ctx: LibraryContext, userId: string, documentId: string): Promise<Document> {
  const row = await ctx.db.documents
    .where({ userId, documentId, status: 'failed' })
    .where(notDeleted)
    .update({ status: 'queued', error: null, attempts: 0, pages: 0, pagesDone: 0, work: null });
  if (row === null) return toDocument(await requireDocument(ctx.db, userId, documentId));
  const document = toDocument(row);
  await ctx.events.publish(userId, { type: 'document.changed', document });
  ctx.queue.wake();
  return document;
}
