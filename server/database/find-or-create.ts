import { isDuplicateKey } from './duplicate-key.ts';

const tries = 5;
/** what is being made now, by database and key */
const making = new WeakMap<object, Map<string, Promise<unknown>>>();

/**
 * Finds a document by its key, or makes it; of several that make it at the same moment, each gets what the first
 * stored. In one process they take turns; between processes the loser's insert is a duplicate, and it looks again.
 *
 * @param key      names the document within the database
 * @param isAbsent it was looked for just now: it is looked for again only where somebody makes it
 * @throws         what `create` throws
 */
export async function findOrCreate<T>(
  db: object,
  key: string,
  find: () => Promise<T | null>,
  create: () => Promise<T>,
  isAbsent = false,
): Promise<T> {
  const mine = making.get(db) ?? new Map<string, Promise<unknown>>();
  making.set(db, mine);
  for (let left = tries, isKnown = isAbsent && !mine.has(key); ; left -= 1, isKnown = false) {
    await mine.get(key);
    const known = isKnown ? null : await find();
    if (known !== null) return known;
    if (mine.has(key)) continue;
    const made = create();
    mine.set(
      key,
      made.catch(() => undefined).finally(() => mine.delete(key)),
    );
    try {
      return await made;
    } catch (error) {
      if (left <= 0 || !isDuplicateKey(error)) throw error;
    }
  }
}
