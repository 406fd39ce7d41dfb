import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { freeShelfPlace, readShelf, takeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
import { isOverfull, roomOf } from './room.ts';
import { notDeleted } from './rows.ts';

/**
 * Makes sure that there is room for one more document, and takes its place on the shelf.
 *
 * @returns `full` is the reason to refuse where the shelf is full but the file may be one that failed here before
 * @throws  Failure QUOTA_EXCEEDED, or UNAVAILABLE where the disk is full
 */
export async function takePlace(
  ctx: LibraryContext,
  userId: string,
  classId: string,
  documentId: string,
): Promise<{ full: Failure | null }> {
  if ((await ctx.files.freeBytes()) < limits.freeDiskBytes) {
    throw new Failure('UNAVAILABLE', 'The server has no room left for files.');
  }
  const room = roomOf(ctx, (await readShelf(ctx.db, userId)).plan);
  if (await takeShelfPlace(ctx.db, userId, documentId, room.documents)) {
    if (!(await isOverfull(ctx, userId))) return { full: null };
    await freeShelfPlace(ctx.db, userId, documentId);
  }
  const full = new Failure('QUOTA_EXCEEDED', `${room.told}. Delete one to add another.`);
  const failed = await ctx.db.documents.where({ userId, classId, status: 'failed' }).where(notDeleted).first();
  if (failed === null) throw full;
  return { full };
}
