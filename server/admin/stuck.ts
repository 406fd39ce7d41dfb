import { runningTurns, takeOver } from '#server/chat/take-over.ts';
import { type Db, field } from '#server/database/client.ts';
import { readUsageRow } from '#server/quota/usage-row.ts';
import type { StuckPlace, StuckRun } from './request.ts';

/** How much longer than allowed a run may take before it counts as stuck: ending it may be tried again and again. */
const graceMs = 60_000;
/** A run that goes on moves every 2 s, and is then looked at anew. */
const tries = 5;

interface Stuck {
  runs: StuckRun[];
  places: StuckPlace[];
}

/** Runs that go on for longer than they may, and places in any month that no run holds any more. */
export async function findStuck(db: Db, runTimeoutMs: number, now: Date): Promise<Stuck> {
  const begunBefore = new Date(now.getTime() - runTimeoutMs - graceMs);
  const running = await runningTurns(db);
  const runs = running
    .filter((turn) => turn.running.acceptedAt < begunBefore)
    .map(({ userId, sessionId, turnId, running: { runId, owner, acceptedAt } }) => ({
      userId,
      sessionId,
      turnId,
      runId,
      owner,
      acceptedAt: acceptedAt.toISOString(),
    }));
  const holds = new Set(running.map(({ userId, running: { runId } }) => `${userId}:${runId}`));
  const taken = await db.usage.where(field.gt('places', 0)).select('userId', 'month', 'held', 'reserved').all();
  const places = taken.flatMap(({ userId, month, held, reserved }) => {
    const expired = reserved.filter(({ until }) => until <= now).map(({ runId }) => runId);
    const left = [...held.filter((runId) => !holds.has(`${userId}:${runId}`)), ...expired];
    return left.map((runId) => ({ userId, month, runId }));
  });
  return { runs, places };
}

/** Ends and settles what is stuck, by the way that recovery takes for runs of servers that went away. */
export async function endStuck(db: Db, { runs, places }: Stuck, now: Date): Promise<void> {
  for (const run of runs) await endOne(db, run, now);
  const months = new Map(places.map(({ userId, month }) => [`${userId} ${month}`, { userId, month }]));
  for (const { userId, month } of months.values()) await readUsageRow(db, userId, month, now);
}

async function endOne(db: Db, { userId, runId }: StuckRun, now: Date): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const turn = (await runningTurns(db)).find((turn) => turn.userId === userId && turn.running.runId === runId);
    if (turn === undefined || (await takeOver(db, turn, 'admin', now)) !== null) return;
  }
}
