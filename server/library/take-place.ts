import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { readShelf, takeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
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
  await refuseHoard(ctx, userId);
  const { plan } = await readShelf(ctx.db, userId);
  const allowed = plan === 'premium' ? null : ctx.freeDocuments;
  if (await takeShelfPlace(ctx.db, userId, documentId, allowed)) return { full: null };
  const full = new Failure(
    'QUOTA_EXCEEDED',
    `The free plan has room for ${ctx.freeDocuments} documents. Delete one to add another.`,
  );
  const failed = await ctx.db.documents.where({ userId, classId, status: 'failed' }).where(notDeleted).first();
  if (failed === null) throw full;
  return { full };
}

async function refuseHoard({ db }: LibraryContext, userId: string): Promise<void> {
  const stored = await db.documents.where({ userId }).where(notDeleted).select('bytes').all();
  const bytes = stored.reduce((sum, document) => sum + document.bytes, 0);
  if (stored.length >= limits.documentsPerUser || bytes >= limits.bytesPerUser) {
    throw new Failure(
      'QUOTA_EXCEEDED',
      `There is room for ${limits.documentsPerUser} documents and 20 GB. Delete one to add another.`,
    );
  }
}
