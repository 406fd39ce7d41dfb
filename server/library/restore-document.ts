import type { Document } from '#shared/document.ts';
import { notFound } from '#shared/failure.ts';
import { restorable } from '#server/database/deletion-marks.ts';
import { alreadyThere, findTwin } from './accept-file.ts';
import { announceClass } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { isDeletedWithClass, keyOfRestored } from './deleted-with-class.ts';
import { findClassRow, requireDocument } from './find.ts';
import { documentBack } from './hide-document.ts';
import { holdPlaces } from './hold-places.ts';
import { type DocumentRow, isDuplicate, toDocument } from './rows.ts';
import { settlePlace } from './settle-place.ts';

/**
 * Takes the deletion of a document back, within 10 s, as long as its class is there and does not have the content again.
 * One that is there is given as it is; one that went with its class comes back with the class only.
 *
 * @throws Failure NOT_FOUND, also where it is too late; CONFLICT (the content came again), QUOTA_EXCEEDED
 */
export async function restoreDocument(ctx: LibraryContext, userId: string, documentId: string): Promise<Document> {
  const row = await ctx.db.documents.where({ userId, documentId }).first();
  if (row === null || (await findClassRow(ctx.db, userId, row.classId)) === null) throw notFound('document');
  if (row.deletedAt !== null) await unmark(ctx, row);
  const there = await requireDocument(ctx.db, userId, documentId);
  await documentBack(ctx, there);
  await announceClass(ctx, userId, there.classId);
  await ctx.usageChanged(userId);
  return toDocument(there);
}

async function unmark(ctx: LibraryContext, row: DocumentRow): Promise<void> {
  const { userId, documentId } = row;
  if (isDeletedWithClass(row)) return;
  if (!row.sample) await holdPlaces(ctx, userId, [documentId]);
  try {
    await ctx.db.documents
      .where({ userId, documentId })
      .where(restorable(ctx.now(), ctx.restorableMs))
      .update({ deletedAt: null, contentKey: keyOfRestored(row) });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const twin = await findTwin(ctx, userId, row.classId, keyOfRestored(row));
    throw twin ? alreadyThere(twin) : error;
  } finally {
    // where it stays deleted it holds nothing
    await settlePlace(ctx.db, userId, documentId);
  }
}
