import { type Db, field } from '#server/database/client.ts';
import { settle } from './settle.ts';

/**
 * Settles the places that runs hold although they have ended, or although their turn is gone or emptied: what a server left behind
 * that went away between ending a run and settling it. A run that goes on keeps its place.
 *
 * @returns whether anything was settled
 */
export async function heal(db: Db, userId: string, month: string, held: readonly string[]): Promise<boolean> {
  if (held.length === 0) return false;
  const turns = await db.turns
    .where({ userId })
    .where(field.in('runIds', [...held]))
    .select('runIds', 'running', 'ended')
    .all();
  let isChanged = false;
  for (const runId of held) {
    const turn = turns.find(({ runIds }) => runIds.includes(runId));
    const ended = turn?.ended.find((run) => run.runId === runId);
    if (turn?.running?.runId === runId && ended === undefined) continue;
    await settle(db, { userId, runId, month }, ended?.counted ?? false);
    isChanged = true;
  }
  return isChanged;
}

/** Heals everybody's places. @returns the users for whom something was settled */
export async function healAll(db: Db): Promise<Set<string>> {
  const healed = new Set<string>();
  for (const { userId, month, held } of await db.usage.where(field.neq('held', [])).all())
    if (await heal(db, userId, month, held)) healed.add(userId);
  return healed;
}
