import { field } from '#server/database/client.ts';
import { freeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
import { markDocumentsOf } from './delete-class.ts';
import { isBeingEmbedded } from './embedding/job.ts';
import { removeVectors } from './embedding/store.ts';
import { fileKey } from './rows.ts';
import { removePages } from './store-pages.ts';
import { isWorkedOn } from './summaries/job.ts';
import { removeSummaries } from './summaries/store.ts';

/**
 * Removes file, summaries, vectors, passages and pages of a deleted document, the document itself last, so that it can
 * be repeated.
 *
 * @returns false where it has to be done again later: somebody still works on it
 */
export async function sweepDocument(ctx: LibraryContext, userId: string, documentId: string): Promise<boolean> {
  const row = await ctx.db.documents.where({ userId, documentId }).where(field.isNotNull('deletedAt')).first();
  if (row === null) return true;
  if (row.work !== null && row.work.until > ctx.now()) return false;
  if (await isWorkedOn(ctx, row)) return false;
  if (await isBeingEmbedded(ctx, row)) return false;
  await freeShelfPlace(ctx.db, userId, documentId);
  await ctx.files.remove(fileKey(row));
  await removeSummaries(ctx.db, row);
  await removeVectors(ctx.db, row);
  await removePages(ctx.db, row);
  await ctx.db.documents.where({ userId, documentId }).where(field.isNotNull('deletedAt')).deleteAndCount();
  // a question may have made one meanwhile; from here on it sees that the document is gone
  await removeSummaries(ctx.db, row);
  return true;
}

/** Removes a deleted class with all that was in it. @returns false where it has to be done again later */
export async function sweepClass(ctx: LibraryContext, userId: string, classId: string): Promise<boolean> {
  const row = await ctx.db.classes.where({ userId, classId }).where(field.isNotNull('deletedAt')).first();
  if (row === null) return true;
  await markDocumentsOf(ctx, userId, classId);
  let done = true;
  for (const { documentId } of await ctx.db.documents.where({ userId, classId }).all()) {
    done = (await sweepDocument(ctx, userId, documentId)) && done;
  }
  if (done) await ctx.db.classes.where({ userId, classId }).where(field.isNotNull('deletedAt')).deleteAndCount();
  return done;
}

/** Goes on with every deletion that an earlier process left undone. */
export async function sweepAll(ctx: LibraryContext, before: Date): Promise<void> {
  const old = field.lt('deletedAt', before);
  for (const { userId, classId } of await ctx.db.classes.where(old).all()) {
    await markDocumentsOf(ctx, userId, classId);
    if (!(await sweepClass(ctx, userId, classId))) ctx.sweeper.classLater(userId, classId);
  }
  for (const { userId, documentId } of await ctx.db.documents.where(old).all()) {
    if (!(await sweepDocument(ctx, userId, documentId))) ctx.sweeper.documentLater(userId, documentId);
  }
}
