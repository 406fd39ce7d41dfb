import { Failure } from '#shared/failure.ts';
import { readShelf, takeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
import { settlePlace } from './settle-place.ts';

/**
 * Takes the places of deleted documents again, before they are restored: all of them or none.
 *
 * @throws Failure QUOTA_EXCEEDED where others have taken them since
 */
export async function holdPlaces(ctx: LibraryContext, userId: string, documentIds: readonly string[]): Promise<void> {
  const { plan } = await readShelf(ctx.db, userId);
  const allowed = plan === 'premium' ? null : ctx.freeDocuments;
  for (const [at, documentId] of documentIds.entries()) {
    if (await takeShelfPlace(ctx.db, userId, documentId, allowed)) continue;
    for (const taken of documentIds.slice(0, at)) await settlePlace(ctx.db, userId, taken);
    throw new Failure(
      'QUOTA_EXCEEDED',
      `The free plan has room for ${ctx.freeDocuments} documents, and others have taken the place. Delete one first.`,
    );
  }
}
