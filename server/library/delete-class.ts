import { notFound } from '#shared/failure.ts';
import type { LibraryContext } from './context.ts';
import { followClass } from './follow-class.ts';
import { notDeleted } from './rows.ts';

/**
 * Deletes a class with its documents. The class goes first, so that no upload can add to it any more. Deleting it again
 * changes nothing.
 *
 * @throws Failure NOT_FOUND
 */
export async function deleteClass(ctx: LibraryContext, userId: string, classId: string): Promise<void> {
  const mine = ctx.db.classes.where({ userId, classId });
  const marked = await mine.where(notDeleted).update({ deletedAt: ctx.now() });
  if (marked === null && (await mine.first()) === null) throw notFound('class');
  await followClass(ctx, userId, classId);
  await ctx.events.publish(userId, { type: 'class.deleted', classId });
  await ctx.usageChanged(userId);
}
