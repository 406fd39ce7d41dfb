import type { Class } from '#shared/class.ts';
import { notFound } from '#shared/failure.ts';
import { withCount } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { notDeleted } from './rows.ts';

/** @throws Failure NOT_FOUND */
export async function renameClass(
  { db, events }: LibraryContext,
  userId: string,
  { classId, name }: { classId: string; name: string },
): Promise<Class> {
  const row = await db.classes.where({ userId, classId }).where(notDeleted).update({ name });
  if (row === null) throw notFound('class');
  const renamed = await withCount(db, row);
  await events.publish(userId, { type: 'class.changed', class: renamed });
  return renamed;
}
