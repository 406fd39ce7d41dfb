import { type Db, field } from '#server/database/client.ts';

/**
 * Frees the places of turns that were never stored. Each is freed by one guarded update, so two servers that sweep at
 * once free it once. A stored turn's place was confirmed before, or its run ends when it finds the place gone.
 *
 * @returns whether anything was freed
 */
export async function freeExpired(
  db: Db,
  userId: string,
  month: string,
  reserved: readonly { runId: string; until: Date }[],
  now: Date,
): Promise<boolean> {
  const expired = reserved.filter(({ until }) => until <= now);
  for (const { runId } of expired) {
    await db.usage
      .where({ userId, month })
      .where(field.eq('reserved.runId', runId))
      .update((f) => [f.reserved.pull({ runId }), f.places.inc(-1)]);
  }
  return expired.length > 0;
}
