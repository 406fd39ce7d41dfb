import { probeFolder } from '#server/cluster/file-probe.ts';
import { type Repeated, repeat } from '#server/cluster/repeat.ts';
import { field } from '#server/database/client.ts';
import { freeShelfPlace } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';
import { notDeleted } from './rows.ts';

type Shelves = readonly { userId: string; documentIds: readonly string[] }[];

/** An upload of another server that began longer ago than this is over, one way or the other. */
const uploadMs = 3_600_000;

/**
 * Clears away what uploads of killed servers have left, now and then.
 *
 * @param alone true where no other process works on this database: then all that is there was left
 */
export async function startCleaning(ctx: LibraryContext, alone: boolean): Promise<Repeated> {
  const startedAt = ctx.now();
  // before this process takes its first file: ids tell their age in whole seconds only
  const left = await takenPlaces(ctx);
  let isFirst = alone;
  return repeat(
    uploadMs / 2,
    async () => {
      const before = new Date(ctx.now().getTime() - uploadMs);
      if (isFirst) await cleanUploads(ctx, left, startedAt);
      else await cleanUploads(ctx, await takenPlaces(ctx), before);
      isFirst = false;
    },
    (error) => ctx.log.warn({ err: error }, 'what broken uploads left could not be cleared up'),
  );
}

const takenPlaces = async ({ db }: LibraryContext): Promise<Shelves> =>
  db.shelves.where(field.gt('documents', 0)).all();

/** Removes bytes, files, and those of the places `taken` that belong to no document, where they are from before `before`. */
async function cleanUploads({ db, files }: LibraryContext, taken: Shelves, before: Date): Promise<void> {
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
