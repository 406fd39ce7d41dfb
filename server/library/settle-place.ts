import type { Db } from '#server/database/client.ts';
import { freeShelfPlace, takeShelfPlace } from '#server/quota/shelf.ts';

/**
 * Makes the shelf agree with a document: one that is there has its place, one that is deleted or gone has none, and
 * samples never have. Whoever deletes or restores it at the same moment does the same: who comes last looks once more.
 */
export async function settlePlace(db: Db, userId: string, documentId: string): Promise<void> {
  const counts = async (): Promise<boolean> => {
    const row = await db.documents.where({ userId, documentId }).first();
    return row !== null && row.deletedAt === null && !row.sample;
  };
  for (let seen = await counts(); ;) {
    if (seen) await takeShelfPlace(db, userId, documentId, null);
    else await freeShelfPlace(db, userId, documentId);
    const now = await counts();
    if (now === seen) return;
    seen = now;
  }
}
