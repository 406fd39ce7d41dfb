import { type Db, field } from '#server/database/client.ts';

const keptMs = 7 * 24 * 3_600_000;

/**
 * Removes ephemeral sessions whose last turn is more than 7 days old, with their turns. Each is marked first, unless it
 * was kept or asked in since it was found; its turns go before it, so that a sweep that was cut short is finished by the
 * next. One in which an answer is retried waits for the next sweep too.
 */
export async function sweepEphemeral(db: Db, now: Date): Promise<void> {
  const isOld = field.lt('updatedAt', new Date(now.getTime() - keptMs));
  const old = await db.sessions.where({ ephemeral: true }).where(isOld).all();
  for (const { userId, sessionId } of old) {
    if ((await db.turns.where({ userId, sessionId, status: 'running' }).first()) !== null) continue;
    const marked = await db.sessions
      .where({ userId, sessionId, ephemeral: true })
      .where(isOld)
      .update({ deletedAt: now });
    if (marked === null) continue;
    await db.turns.where({ userId, sessionId }).deleteAndCount();
    await db.sessions.where({ userId, sessionId, ephemeral: true }).deleteAndCount();
  }
}
