import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { type Db, field } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import { monthBefore, monthOf, resetsAt } from './month.ts';
import { readUsageRow } from './usage-row.ts';

/** How long a place is kept for a turn that is not stored yet. */
const reservationMs = 20_000;
/** No run goes on for longer: RUN_TIMEOUT_MS is an hour at most, and what a dead server leaves is ended within seconds. */
const longestRunMs = 24 * 3_600_000;

export interface Place {
  userId: string;
  runId: string;
  month: string;
  /** false where it was there already: another server is about to store the same run */
  isNew: boolean;
}

/**
 * Takes a place in the month's quota for a run. Taking it twice is one place; `used + reserved + held` never exceeds
 * the limit and never more than four go on at once, however many requests on however many servers race: the update is
 * guarded by the numbers that were judged.
 *
 * @param limit answers per month, null for any number
 * @throws      Failure TOO_MANY_REQUESTS where four go on, QUOTA_EXCEEDED with `resetsAt`
 */
export async function reserve(db: Db, userId: string, runId: string, limit: number | null, now: Date): Promise<Place> {
  const month = monthOf(now);
  const until = new Date(now.getTime() + reservationMs);
  for (;;) {
    const usage = await ensureUsage(db, userId, month, now);
    if (usage.held.includes(runId) || usage.reserved.some((place) => place.runId === runId))
      return { userId, runId, month, isNew: false };
    const { used, places } = usage;
    if (places - used + (await goingSinceLastMonth(db, userId, now)) >= limits.runsAtOnce)
      throw new Failure(
        'TOO_MANY_REQUESTS',
        `At most ${limits.runsAtOnce} answers at once. Wait for one to end, or stop it.`,
      );
    if (limit !== null && places >= limit) throw quotaExceeded(limit, now);
    const taken = await db.usage
      .where({ userId, month, used, places })
      .where(field.nin('reserved.runId', [runId]))
      .where(field.nin('held', [runId]))
      .update((f) => [f.reserved.push({ runId, until }), f.places.inc(1)]);
    if (taken !== null) return { userId, runId, month, isNew: true };
  }
}

function quotaExceeded(limit: number, now: Date): Failure {
  const reset = resetsAt(now).toISOString();
  return new Failure(
    'QUOTA_EXCEEDED',
    `You have used your ${limit} answers for this month. They start anew on ${reset.slice(0, 10)}.`,
    { resetsAt: reset },
  );
}

async function ensureUsage(db: Db, userId: string, month: string, now: Date) {
  const known = await readUsageRow(db, userId, month, now);
  if (known !== null) return known;
  return findOrCreate(
    db,
    `usage ${userId} ${month}`,
    () => db.usage.where({ userId, month }).first(),
    () => db.usage.create({ userId, month, used: 0, reserved: [], held: [], places: 0 }),
  );
}

/** Runs of the month before that go on still: there are none once the month is older than any run. */
async function goingSinceLastMonth(db: Db, userId: string, now: Date): Promise<number> {
  const month = monthOf(now);
  if (monthOf(new Date(now.getTime() - longestRunMs)) === month) return 0;
  const usage = await readUsageRow(db, userId, monthBefore(month), now);
  return usage === null ? 0 : usage.places - usage.used;
}

/**
 * Makes a reserved place the run's own, once its turn is stored; from then on only settling gives it back.
 *
 * @returns false where the reservation had expired and is gone: the run must end before the model is called
 */
export async function confirmPlace(
  db: Db,
  { userId, runId, month }: Pick<Place, 'userId' | 'runId' | 'month'>,
): Promise<boolean> {
  const confirmed = await db.usage
    .where({ userId, month })
    .where(field.eq('reserved.runId', runId))
    .update((f) => [f.reserved.pull({ runId }), f.held.push(runId)]);
  return (
    confirmed !== null || (await db.usage.where({ userId, month }).where(field.eq('held', runId)).first()) !== null
  );
}

/** Gives a reservation back whose turn was not stored; one that was there before is somebody else's to give back. */
export async function giveBack(db: Db, { userId, runId, month, isNew }: Place): Promise<void> {
  if (!isNew) return;
  await db.usage
    .where({ userId, month })
    .where(field.eq('reserved.runId', runId))
    .update((f) => [f.reserved.pull({ runId }), f.places.inc(-1)]);
}
