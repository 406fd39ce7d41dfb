import { type Db, field, present } from '#server/database/client.ts';
import { beyondRestoring } from '#server/database/deletion-marks.ts';

/**
 * Does for good what a deletion did to sessions, before the sweep removes what they are bound to: a document's chats go
 * with it, other sessions stay, in the document's class, or in none where the class goes. May be repeated.
 *
 * @param gone `classId` of a document is the class that it is in
 */
export async function letGo(
  { db }: { db: Db },
  userId: string,
  { classId, documentId }: { classId: string; documentId: string | null },
): Promise<void> {
  if (documentId === null) {
    await db.sessions.where({ userId, classId }).where(field.isNull('documentId')).updateAndCount({ classId: null });
    return;
  }
  const bound = db.sessions.where({ userId, documentId });
  await bound.where({ ephemeral: true }).where(present).updateAndCount({ deletedAt: beyondRestoring });
  await bound.where({ ephemeral: false }).updateAndCount({ classId, documentId: null });
}
