import { type Db, field } from '#server/database/client.ts';
import type { Place } from './reserve.ts';

/**
 * Ends a run's hold on its place: counted, or given back. The place's own presence is the guard, so settling twice
 * settles once. A run belongs to the month in which it was accepted.
 */
export async function settle(
  db: Db,
  { userId, runId, month }: Pick<Place, 'userId' | 'runId' | 'month'>,
  counted: boolean,
): Promise<void> {
  const mine = db.usage.where({ userId, month });
  const change = { used: counted ? 1 : 0, places: counted ? 0 : -1 };
  const settleHeld = () =>
    mine
      .where(field.eq('held', runId))
      .update((f) => [f.held.pull(runId), f.used.inc(change.used), f.places.inc(change.places)]);
  const settleReserved = () =>
    mine
      .where(field.eq('reserved.runId', runId))
      .update((f) => [f.reserved.pull({ runId }), f.used.inc(change.used), f.places.inc(change.places)]);
  if ((await settleHeld()) !== null || (await settleReserved()) !== null) return;
  // confirmed between the two looks, by an owner that was slow
  await settleHeld();
}
