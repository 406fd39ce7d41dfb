import type { Plan } from '#shared/usage.ts';
import type { Db } from '#server/database/client.ts';
import { field } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';

/** A user's plan and the stored documents that count against it; without a shelf the free plan and none. */
export async function readShelf(db: Db, userId: string): Promise<{ plan: Plan; documents: number }> {
  const shelf = await db.shelves.where({ userId }).first();
  return { plan: shelf?.plan ?? 'free', documents: shelf?.documents ?? 0 };
}

/** The ids of the documents that have a place: those that are stored, and those whose files still come in. */
export async function placesOnShelf(db: Db, userId: string): Promise<readonly string[]> {
  return (await db.shelves.where({ userId }).first())?.documentIds ?? [];
}

/**
 * Takes a place for a document before it is stored; taking it twice is one place.
 *
 * @param limit documents that the user may have, null for any number
 * @returns     false where the shelf is full
 */
export async function takeShelfPlace(
  db: Db,
  userId: string,
  documentId: string,
  limit: number | null,
): Promise<boolean> {
  await ensureShelf(db, userId);
  const free = db.shelves.where({ userId }).where(field.nin('documentIds', [documentId]));
  const guarded = limit === null ? free : free.where(field.lt('documents', limit));
  if ((await guarded.update((f) => [f.documentIds.push(documentId), f.documents.inc(1)])) !== null) return true;
  return (await db.shelves.where({ userId }).where(field.eq('documentIds', documentId)).first()) !== null;
}

/** Gives a document's place back; giving it back twice does nothing more. */
export async function freeShelfPlace(db: Db, userId: string, documentId: string): Promise<void> {
  await db.shelves
    .where({ userId })
    .where(field.eq('documentIds', documentId))
    .update((f) => [f.documentIds.pull(documentId), f.documents.inc(-1)]);
}

/** Makes the user's shelf where there is none, on the free plan. */
export async function ensureShelf(db: Db, userId: string): Promise<void> {
  await findOrCreate(
    db,
    `shelf ${userId}`,
    () => db.shelves.where({ userId }).first(),
    () => db.shelves.create({ userId, plan: 'free', documentIds: [], documents: 0 }),
  );
}
