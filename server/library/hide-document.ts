import { raiseVersion } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { type DocumentRow, toDocument } from './rows.ts';
import { settlePlace } from './settle-place.ts';

/** Stops the work on a document that was marked as deleted, gives its place back and tells the user's tabs. */
export async function documentHidden(ctx: LibraryContext, { userId, documentId, classId }: DocumentRow): Promise<void> {
  ctx.queue.cancel(userId, documentId);
  ctx.embeddingQueue?.cancel(userId, documentId);
  ctx.summaryQueue?.cancel(userId, documentId);
  await settlePlace(ctx.db, userId, documentId);
  await raiseVersion(ctx.db, userId, classId);
  await ctx.events.publish(userId, { type: 'document.deleted', documentId, classId });
}

/** Goes on with the work on a document that is back, makes sure of its place and tells the user's tabs. */
export async function documentBack(ctx: LibraryContext, row: DocumentRow): Promise<void> {
  await settlePlace(ctx.db, row.userId, row.documentId);
  await raiseVersion(ctx.db, row.userId, row.classId);
  await ctx.events.publish(row.userId, { type: 'document.changed', document: toDocument(row) });
  if (row.status === 'ready') await ctx.embeddingQueue?.ready(row);
  ctx.queue.wake();
  ctx.summaryQueue?.wake();
}
