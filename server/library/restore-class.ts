import type { Class } from '#shared/class.ts';
import { field } from '#server/database/client.ts';
import { restorable } from '#server/database/deletion-marks.ts';
import { announceClass, withCount } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { isDeletedWithClass } from './deleted-with-class.ts';
import { requireClass } from './find.ts';
import { followClass } from './follow-class.ts';
import { holdPlaces } from './hold-places.ts';
import { notDeleted } from './rows.ts';
import { settlePlace } from './settle-place.ts';

/**
 * Takes the deletion of a class back, within 10 s, with the documents that went with it: all of them or, where they no
 * longer have room, nothing. What was deleted by itself before stays deleted. A class that is there is given as it is.
 *
 * @throws Failure NOT_FOUND, also where it is too late; QUOTA_EXCEEDED
 */
export async function restoreClass(ctx: LibraryContext, userId: string, classId: string): Promise<Class> {
  const mine = ctx.db.classes.where({ userId, classId });
  if ((await mine.where(restorable(ctx.now(), ctx.restorableMs)).first()) !== null) await unmark(ctx, userId, classId);
  await requireClass(ctx.db, userId, classId);
  await followClass(ctx, userId, classId);
  await announceClass(ctx, userId, classId);
  await ctx.usageChanged(userId);
  return withCount(ctx.db, await requireClass(ctx.db, userId, classId));
}

async function unmark(ctx: LibraryContext, userId: string, classId: string): Promise<void> {
  const documentIds = await counted(ctx, userId, classId);
  await holdPlaces(ctx, userId, documentIds);
  const restored = await ctx.db.classes
    .where({ userId, classId })
    .where(restorable(ctx.now(), ctx.restorableMs))
    .update({ deletedAt: null });
  if (restored === null) for (const documentId of documentIds) await settlePlace(ctx.db, userId, documentId);
}

/** Those of a deleted class's documents that need a place when it is back. */
async function counted({ db }: LibraryContext, userId: string, classId: string): Promise<string[]> {
  const inside = db.documents.where({ userId, classId, sample: false });
  const hidden = (await inside.where(field.isNotNull('deletedAt')).all()).filter(isDeletedWithClass);
  return [...(await inside.where(notDeleted).all()), ...hidden].map(({ documentId }) => documentId);
}
