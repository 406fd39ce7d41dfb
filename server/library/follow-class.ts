import { field } from '#server/database/client.ts';
import { beyondRestoring } from '#server/database/deletion-marks.ts';
import type { LibraryContext } from './context.ts';
import { isDeletedWithClass } from './deleted-with-class.ts';
import { documentBack, documentHidden } from './hide-document.ts';
import { type DocumentRow, notDeleted } from './rows.ts';

/**
 * Hides the documents of a class that is deleted, and brings those back that went with one that was restored: the class's
 * own mark decides. Documents that were deleted by themselves stay so. May be cut short and repeated, and done by several
 * at once: it ends when class and documents agree.
 */
export async function followClass(ctx: LibraryContext, userId: string, classId: string): Promise<void> {
  for (;;) {
    const row = await ctx.db.classes.where({ userId, classId }).first();
    const deletedAt = row === null ? beyondRestoring : row.deletedAt;
    const documents = ctx.db.documents.where({ userId, classId });
    const left =
      deletedAt === null
        ? (await documents.where(field.isNotNull('deletedAt')).all()).filter(isDeletedWithClass)
        : await documents.where(notDeleted).all();
    if (left.length === 0) return;
    for (const document of left) await (deletedAt === null ? bringBack(ctx, document) : hide(ctx, document, deletedAt));
  }
}

/** Its key says that it is hidden with the class: it stays as it is. One that was moved away meanwhile stays there. */
async function hide(ctx: LibraryContext, { userId, documentId, classId }: DocumentRow, deletedAt: Date): Promise<void> {
  const hidden = await ctx.db.documents.where({ userId, documentId, classId }).where(notDeleted).update({ deletedAt });
  if (hidden !== null) await documentHidden(ctx, hidden);
}

async function bringBack(ctx: LibraryContext, { userId, documentId, classId, contentKey }: DocumentRow): Promise<void> {
  const back = await ctx.db.documents
    .where({ userId, documentId, classId, contentKey })
    .where(field.isNotNull('deletedAt'))
    .update({ deletedAt: null });
  if (back !== null) await documentBack(ctx, back);
}
