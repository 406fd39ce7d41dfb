import { type Db, field, present } from '#server/database/client.ts';
import { beyondRestoring } from '#server/database/deletion-marks.ts';

const keptMs = 7 * 24 * 3_600_000;

/**
 * Deletes ephemeral chats whose last turn is more than 7 days old, beyond restoring: the sweep removes them. Each is
 * marked unless it was kept or asked in since it was found. One in which an answer is retried waits.
 */
export async function expireEphemeral(db: Db, now: Date): Promise<void> {
  const isOld = field.lt('updatedAt', new Date(now.getTime() - keptMs));
  const old = await db.sessions.where({ ephemeral: true }).where(present).where(isOld).all();
  for (const { userId, sessionId } of old) {
    if ((await db.turns.where({ userId, sessionId, status: 'running' }).first()) !== null) continue;
    await db.sessions
      .where({ userId, sessionId, ephemeral: true })
      .where(present)
      .where(isOld)
      .update({ deletedAt: beyondRestoring });
  }
}
