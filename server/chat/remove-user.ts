import { doEach } from '#server/cluster/do-each.ts';
import { field, present } from '#server/database/client.ts';
import { beyondRestoring, rememberedMs } from '#server/database/deletion-marks.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import type { ChatDeps } from './deps.ts';
import { stopRuns } from './stop-runs.ts';

/** After this long nothing is on its way any more that began before the account was closed. */
const settledMs = 60_000;

/**
 * Deletes an account with everything in it. The mark comes first: whatever is cut short after it, the sweep goes on. When
 * it returns nobody can sign in, running answers were stopped and their watchers told; usually nothing is left.
 */
export async function removeUser(deps: ChatDeps, userId: string): Promise<void> {
  const { db } = deps;
  await findOrCreate(
    db,
    `removal ${userId}`,
    () => db.removals.where({ userId }).first(),
    () => db.removals.create({ userId, createdAt: deps.clock(), sweptAt: null }),
  );
  await removeAll(deps, userId);
}

/** Goes on with the removals that were begun, here or by a server that is gone. */
export async function sweepRemoved(deps: ChatDeps): Promise<void> {
  const { db } = deps;
  await doEach(await db.removals.where(field.isNull('sweptAt')).all(), async ({ userId, createdAt }) => {
    const now = deps.clock();
    const isEmpty = await removeAll(deps, userId);
    if (isEmpty && now.getTime() - createdAt.getTime() >= settledMs)
      await db.removals.where({ userId }).update({ sweptAt: now });
  });
}

/** Looks once more for what came late all the same, an upload of many minutes; after a day forgets that there was a user. */
export async function forgetRemoved(deps: ChatDeps): Promise<void> {
  const { db } = deps;
  const dayAgo = deps.clock().getTime() - rememberedMs;
  await doEach(await db.removals.where(field.isNotNull('sweptAt')).all(), async ({ userId, sweptAt }) => {
    const isEmpty = await removeAll(deps, userId);
    if (isEmpty && sweptAt !== null && sweptAt.getTime() < dayAgo) await db.removals.where({ userId }).deleteAndCount();
  });
}

/**
 * Takes the account away first, so that nobody comes in; its sessions only after the running answers were stopped, so
 * that whoever watches one hears of its end.
 *
 * @returns whether nothing is left
 */
async function removeAll(deps: ChatDeps, userId: string): Promise<boolean> {
  const { db, accountRows, library } = deps;
  await accountRows.close(userId);
  await db.sessions.where({ userId }).where(present).updateAndCount({ deletedAt: beyondRestoring });
  const running = await db.turns.where({ userId, status: 'running' }).select('running').all();
  await stopRuns(deps, userId, running);
  await accountRows.endPasses(userId);
  const isLibraryEmpty = await library.removeUser(userId);
  await db.turns.where({ userId }).where(field.isNull('running')).deleteAndCount();
  if ((await db.turns.where({ userId }).first()) !== null) return false;
  await db.sessions.where({ userId }).deleteAndCount();
  await db.usage.where({ userId }).deleteAndCount();
  return isLibraryEmpty;
}
