import { Failure } from '#shared/failure.ts';
import { readShelf, takeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
import { isOverfull, roomOf } from './room.ts';
import { settlePlace } from './settle-place.ts';

/**
 * Takes the places of deleted documents again, before they are restored: all of them or none.
 *
 * @throws Failure QUOTA_EXCEEDED where others have taken them since
 */
export async function holdPlaces(ctx: LibraryContext, userId: string, documentIds: readonly string[]): Promise<void> {
  const room = roomOf(ctx, (await readShelf(ctx.db, userId)).plan);
  const taken: string[] = [];
  for (const documentId of documentIds) {
    if (!(await takeShelfPlace(ctx.db, userId, documentId, room.documents))) break;
    taken.push(documentId);
  }
  if (taken.length === documentIds.length && !(await isOverfull(ctx, userId))) return;
  for (const documentId of taken) await settlePlace(ctx.db, userId, documentId);
  throw new Failure('QUOTA_EXCEEDED', `${room.told}, and others have taken the place. Delete one first.`);
}
