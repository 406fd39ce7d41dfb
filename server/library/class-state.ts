import type { Class } from '#shared/class.ts';
import type { Db } from '#server/database/client.ts';
import type { LibraryContext } from './context.ts';
import { findClassRow } from './find.ts';
import { toClass, type ClassRow, notDeleted } from './rows.ts';

/** A class with the number of its documents. */
export async function withCount(db: Db, row: ClassRow): Promise<Class> {
  const { userId, classId } = row;
  const documents = await db.documents.where({ userId, classId }).where(notDeleted).select('documentId').all();
  return toClass(row, documents.length);
}

/** Tells the user's tabs how a class is now; nothing for one that is gone. */
export async function announceClass({ db, events }: LibraryContext, userId: string, classId: string): Promise<void> {
  const row = await findClassRow(db, userId, classId);
  if (row) await events.publish(userId, { type: 'class.changed', class: await withCount(db, row) });
}

/** Marks that something else can be found in a class now. */
export async function raiseVersion(db: Db, userId: string, classId: string): Promise<void> {
  await db.classes.where({ userId, classId }).update((f) => [f.version.inc(1)]);
}
