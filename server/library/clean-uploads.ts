import { probeFolder } from '#server/cluster/file-probe.ts';
import { field } from '#server/database/client.ts';
import { freeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
import { notDeleted } from './rows.ts';

type Shelves = readonly { userId: string; documentIds: readonly string[] }[];

/** The places on shelves that are taken now, of whatever document. */
export const takenPlaces = async ({ db }: LibraryContext): Promise<Shelves> =>
  db.shelves.where(field.gt('documents', 0)).all();

/**
 * Removes what uploads that were broken off before `before` have left: bytes, files and those of the places `taken`
 * that belong to no document.
 *
 * @param taken as they were before this process took its first file: ids tell their age in whole seconds only
 */
export async function cleanUploads({ db, files }: LibraryContext, taken: Shelves, before: Date): Promise<void> {
  await files.clean(before);
  for await (const { key, writtenAt } of files.list()) {
    const [userId = '', documentId = ''] = key.split('/');
    if (userId === probeFolder) continue;
    if (writtenAt < before && (await db.documents.where({ userId, documentId }).first()) === null)
      await files.remove(key);
  }
  for (const { userId, documentIds } of taken) {
    const stored = await db.documents.where({ userId }).where(notDeleted).select('documentId').all();
    const known = new Set(stored.map(({ documentId }) => documentId));
    for (const documentId of documentIds) {
      if (!known.has(documentId) && madeAt(documentId) < before) await freeShelfPlace(db, userId, documentId);
    }
  }
}

/** Ids begin with the second in which they were made. */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.slice(0, 8), 16) * 1_000);
