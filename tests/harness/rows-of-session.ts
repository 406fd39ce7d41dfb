import type { Database } from '#server/database/client.ts';

/** Sweeping leaves the ids alone, marked by a date before 1970. */
const unswept = { $or: [{ deletedAt: null }, { deletedAt: { $gte: new Date(0) } }] };

/** How often the database holds more than the ids of a session or one of its turns. */
export async function rowsOfSession({ native }: Database, sessionId: string): Promise<number> {
  const counts = ['sessions', 'turns'].map((name) =>
    native.collection(name).countDocuments({ $and: [{ sessionId }, unswept] }),
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
