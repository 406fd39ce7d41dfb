import { doEach } from '#server/cluster/do-each.ts';
import { field } from '#server/database/client.ts';
import { beyondRestoring, sweepable } from '#server/database/deletion-marks.ts';
import type { LibraryContext } from './context.ts';
import { isDeletedWithClass } from './deleted-with-class.ts';
import { embeddingWork } from './embedding/embedding-work.ts';
import { removeVectors } from './embedding/store.ts';
import { followClass } from './follow-class.ts';
import { readingWork } from './reading-work.ts';
import { type ClassRow, type DocumentRow, fileKey } from './rows.ts';
import { settlePlace } from './settle-place.ts';
import { removePages } from './store-pages.ts';
import { removeSummaries } from './summaries/store.ts';
import { summaryWork } from './summaries/summary-work.ts';

/**
 * Removes the classes and documents whose deletion can no longer be taken back. May be cut short anywhere, and done by
 * several servers at once: the next sweep goes on. What somebody still works on, or what fails, waits for the next one.
 *
 * @throws what failed, once everything else is swept
 */
export async function sweep(ctx: LibraryContext): Promise<void> {
  const [after, until] = sweepable(ctx.now(), ctx.restorableMs);
  const classes = async () =>
    doEach(await ctx.db.classes.where(after).where(until).all(), (row) => sweepClass(ctx, row));
  const documents = async () =>
    doEach(await ctx.db.documents.where(after).where(until).all(), (row) =>
      isDeletedWithClass(row) ? sweepWithClass(ctx, row) : sweepDocument(ctx, row),
    );
  await doEach([classes, documents], (part) => part());
}

/** Takes the class out of reach of a restore first, then its documents, then itself. */
export async function sweepClass(ctx: LibraryContext, { userId, classId, deletedAt }: ClassRow): Promise<void> {
  const mine = ctx.db.classes.where({ userId, classId });
  if ((await mine.where(field.eq('deletedAt', deletedAt)).update({ deletedAt: beyondRestoring })) === null) return;
  await followClass(ctx, userId, classId);
  await doEach(await ctx.db.documents.where({ userId, classId }).all(), (row) => sweepDocument(ctx, row));
  if ((await ctx.db.documents.where({ userId, classId }).first()) !== null) return;
  await ctx.letGo(userId, { classId, documentId: null });
  await mine.where(field.eq('deletedAt', beyondRestoring)).deleteAndCount();
}

/** It goes with its class; where that was restored by a server that was killed then, it comes back. */
async function sweepWithClass(ctx: LibraryContext, row: DocumentRow): Promise<void> {
  const { userId, classId } = row;
  const above = await ctx.db.classes.where({ userId, classId }).first();
  if (above === null) await sweepDocument(ctx, row);
  else if (above.deletedAt === null) await followClass(ctx, userId, classId);
}

/**
 * Takes the document out of reach of a restore first, then chats, file, summaries, vectors, passages and pages, the
 * document itself last.
 */
export async function sweepDocument(ctx: LibraryContext, row: DocumentRow): Promise<void> {
  const { userId, documentId, classId, deletedAt } = row;
  const mine = ctx.db.documents.where({ userId, documentId });
  if ((await mine.where(field.eq('deletedAt', deletedAt)).update({ deletedAt: beyondRestoring })) === null) return;
  for (const work of [readingWork(ctx), summaryWork(ctx), embeddingWork(ctx, null)]) {
    if (await work.isHeld(row)) return;
  }
  await ctx.letGo(userId, { classId, documentId });
  await settlePlace(ctx.db, userId, documentId);
  await ctx.files.remove(fileKey(row));
  await removeSummaries(ctx.db, row);
  await removeVectors(ctx.db, row);
  await removePages(ctx.db, row);
  await mine.where(field.isNotNull('deletedAt')).deleteAndCount();
  // a question may have made one meanwhile; from here on it sees that the document is gone
  await removeSummaries(ctx.db, row);
}
