import type { Document } from '#shared/document.ts';
import { notFound } from '#shared/failure.ts';
import { alreadyThere, findTwin } from './accept-file.ts';
import { announceClass, raiseVersion } from './class-state.ts';
import type { LibraryContext } from './context.ts';
import { findClassRow, requireClass, requireDocument } from './find.ts';
import { followClass } from './follow-class.ts';
import { type DocumentRow, isDuplicate, notDeleted, toDocument } from './rows.ts';

/**
 * Moves a document into another of the user's classes; its pages, its passages and the work on it go on as they are.
 * Where it is there already nothing changes.
 *
 * @throws Failure NOT_FOUND (document, class), CONFLICT (the class has this content already)
 */
export async function moveDocument(
  ctx: LibraryContext,
  userId: string,
  { documentId, classId }: { documentId: string; classId: string },
): Promise<Document> {
  for (;;) {
    const row = await requireDocument(ctx.db, userId, documentId);
    await requireClass(ctx.db, userId, classId);
    const moved = row.classId === classId ? row : await move(ctx, row, classId);
    if (moved === null) continue;
    const document = toDocument(moved);
    await ctx.events.publish(userId, { type: 'document.changed', document });
    for (const changed of new Set([row.classId, classId])) await announceClass(ctx, userId, changed);
    return document;
  }
}

/** @returns null where it was moved or deleted meanwhile */
async function move(ctx: LibraryContext, row: DocumentRow, classId: string): Promise<DocumentRow | null> {
  const { userId } = row;
  const moved = await place(ctx, row, row.classId, classId);
  if (moved === null) return null;
  await raiseVersion(ctx.db, userId, row.classId);
  await raiseVersion(ctx.db, userId, classId);
  if ((await findClassRow(ctx.db, userId, classId)) !== null) return moved;
  // the class was deleted meanwhile and may not have seen the document, which goes back to where it was
  try {
    await place(ctx, row, classId, row.classId);
  } finally {
    for (const left of [classId, row.classId]) await followClass(ctx, userId, left);
  }
  throw notFound('class');
}

async function place(ctx: LibraryContext, row: DocumentRow, from: string, to: string): Promise<DocumentRow | null> {
  const { userId, documentId, contentKey } = row;
  try {
    return await ctx.db.documents
      .where({ userId, documentId, classId: from })
      .where(notDeleted)
      .update({ classId: to });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const twin = await findTwin(ctx, userId, to, contentKey);
    throw twin ? alreadyThere(twin) : error;
  }
}
