import { type Db, field } from '#server/database/client.ts';

const keptMs = 7 * 24 * 3_600_000;

/**
 * Removes ephemeral sessions whose last turn is more than 7 days old, with their turns; turns first, so that a sweep
 * that was cut short is finished by the next.
 */
export async function sweepEphemeral(db: Db, now: Date): Promise<void> {
  const old = await db.sessions
    .where({ ephemeral: true })
    .where(field.lt('updatedAt', new Date(now.getTime() - keptMs)))
    .all();
  for (const { userId, sessionId } of old) {
    await db.turns.where({ userId, sessionId }).deleteAndCount();
    await db.sessions.where({ userId, sessionId, ephemeral: true }).deleteAndCount();
  }
}
