import type { Class } from '#shared/class.ts';
import type { LibraryContext } from './context.ts';
import { toClass, notDeleted } from './rows.ts';

/** The user's classes, oldest first. */
export async function listClasses({ db }: LibraryContext, userId: string): Promise<Class[]> {
  const [rows, documents] = await Promise.all([
    db.classes.where({ userId }).where(notDeleted).orderBy({ createdAt: 1, classId: 1 }).all(),
    db.documents.where({ userId }).where(notDeleted).select('classId').all(),
  ]);
  const counts = Map.groupBy(documents, ({ classId }) => classId);
  return rows.map((row) => toClass(row, counts.get(row.classId)?.length ?? 0));
}
