import type { Plan } from '#shared/usage.ts';
import { limits } from '#shared/limits.ts';
import { field } from '#server/database/client.ts';
import { placesOnShelf } from '#server/quota/shelf.ts';
import type { LibraryContext } from './context.ts';

/** How many documents a plan has room for, and how a user is told. */
export function roomOf({ freeDocuments }: LibraryContext, plan: Plan): { documents: number; told: string } {
  const documents = limits.documentsPerUser;
  return plan === 'free' && freeDocuments < documents
    ? { documents: freeDocuments, told: `The free plan has room for ${freeDocuments} documents` }
    : { documents, told: `There is room for ${documents} documents and 20 GB` };
}

/**
 * Whether the places on a user's shelf may come to more bytes than one may have; a file that still comes in counts as the
 * largest that is taken. Whoever asks has taken a place before: of uploads that race, the last one sees all others.
 */
export async function isOverfull({ db, fileBytes }: LibraryContext, userId: string): Promise<boolean> {
  const places = await placesOnShelf(db, userId);
  const stored = await db.documents.where({ userId }).where(field.in('documentId', places)).select('bytes').all();
  const comingIn = (places.length - stored.length) * fileBytes;
  return stored.reduce((sum, { bytes }) => sum + bytes, comingIn) > limits.bytesPerUser;
}
