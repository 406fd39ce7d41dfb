import { MongoServerError } from 'mongodb';

/** Whether a write was refused because its unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 11_000) return true;
  return error.cause !== undefined && isDuplicateKey(error.cause);
}

/**
 * Does an upsert that may be repeated. Of two for the same new key at the same moment a server may refuse one, as a
 * duplicate or to end a deadlock: done again, it finds what the other stored.
 */
export async function upsertRaced<T>(upsert: () => PromiseLike<T>): Promise<T> {
  try {
    return await upsert();
  } catch (error) {
    if (!isDuplicateKey(error) && !(error instanceof MongoServerError)) throw error;
    return await upsert();
  }
}
