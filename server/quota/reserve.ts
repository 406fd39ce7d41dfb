import { Failure } from '#shared/failure.ts';
import { type Db, field } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import { freeExpired } from './free-expired.ts';
import { monthOf, resetsAt } from './month.ts';

/** How long a place is kept for a turn that is not stored yet. */
const reservationMs = 20_000;

export interface Place {
  userId: string;
  runId: string;
  month: string;
}

/**
 * Takes a place in the month's quota for a run. Taking it twice is one place; `used + reserved + held` never exceeds
 * the limit, however many requests race.
 *
 * @param limit answers per month, null for any number
 * @throws      Failure QUOTA_EXCEEDED with `resetsAt`
 */
export async function reserve(db: Db, userId: string, runId: string, limit: number | null, now: Date): Promise<Place> {
  const month = monthOf(now);
  await findOrCreate(
    db,
    `usage ${userId} ${month}`,
    () => db.usage.where({ userId, month }).first(),
    () => db.usage.create({ userId, month, used: 0, reserved: [], held: [], places: 0 }),
  );
  await freeExpired(db, userId, month, now);
  const untaken = db.usage
    .where({ userId, month })
    .where(field.nin('reserved.runId', [runId]))
    .where(field.nin('held', [runId]));
  const guarded = limit === null ? untaken : untaken.where(field.lt('places', limit));
  const until = new Date(now.getTime() + reservationMs);
  const taken = await guarded.update((f) => [f.reserved.push({ runId, until }), f.places.inc(1)]);
  if (taken !== null || (await hasPlace(db, { userId, runId, month }))) return { userId, runId, month };
  const reset = resetsAt(now).toISOString();
  throw new Failure(
    'QUOTA_EXCEEDED',
    `You have used your ${limit} answers for this month. They start anew on ${reset.slice(0, 10)}.`,
    {
      resetsAt: reset,
    },
  );
}

/**
 * Makes a reserved place the run's own, once its turn is stored; from then on only settling gives it back.
 *
 * @returns false where the reservation had expired and is gone: the run must end before the model is called
 */
export async function confirmPlace(db: Db, { userId, runId, month }: Place): Promise<boolean> {
  const confirmed = await db.usage
    .where({ userId, month })
    .where(field.eq('reserved.runId', runId))
    .update((f) => [f.reserved.pull({ runId }), f.held.push(runId)]);
  return (
    confirmed !== null || (await db.usage.where({ userId, month }).where(field.eq('held', runId)).first()) !== null
  );
}

/** Gives a reservation back whose turn was not stored. */
export async function giveBack(db: Db, { userId, runId, month }: Place): Promise<void> {
  await db.usage
    .where({ userId, month })
    .where(field.eq('reserved.runId', runId))
    .update((f) => [f.reserved.pull({ runId }), f.places.inc(-1)]);
}

async function hasPlace(db: Db, { userId, runId, month }: Place): Promise<boolean> {
  const usage = await db.usage.where({ userId, month }).first();
  return usage !== null && (usage.held.includes(runId) || usage.reserved.some((place) => place.runId === runId));
}
