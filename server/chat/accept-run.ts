import { setTimeout as delay } from 'node:timers/promises';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { readUsage } from '#server/quota/usage.ts';
import { giveBack, type Place } from '#server/quota/reserve.ts';
import type { ActiveRun } from './active-runs.ts';
import { publishSession } from './change-session.ts';
import type { ChatDeps } from './deps.ts';
import { type AcceptedRun, runToEnd } from './run.ts';
import { takePlace } from './take-place.ts';
import { findStoredTurnOfRun, type TurnRow } from './turn-store.ts';

/** How a run gets onto its turn. */
export interface Acceptance {
  /** What the answer needs; read once the place is taken. */
  prepare: (now: Date) => Promise<AcceptedRun['request']>;
  /** Stores the turn with this run as the running one; null, or a rejection for a taken key, where it may not. */
  store: (month: string, now: Date) => Promise<TurnRow | null>;
}

/**
 * Takes a place, stores the run and sets it going, detached from whoever asked. A run that is stored always goes on,
 * also where the reply of the database was lost.
 *
 * @returns null where the turn did not take the run
 * @throws  Failure QUOTA_EXCEEDED
 */
export async function acceptRun(
  deps: ChatDeps,
  active: ActiveRun,
  { prepare, store }: Acceptance,
): Promise<TurnRow | null> {
  const acceptedAt = deps.clock();
  const { place, request } = await takeAndPrepare(deps, active, prepare, acceptedAt);
  deps.runLog.begin(active);
  const start = (turn: TurnRow) => {
    deps.metrics.runStarted();
    void runToEnd(deps, { active, turn, month: place.month, acceptedAt, startedAt: deps.clock(), request });
    active.accept();
    void announceStart(deps, active, turn).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'a run was not announced'),
    );
  };
  try {
    const turn = await store(place.month, acceptedAt);
    if (turn === null) await undo(deps, active, place);
    else start(turn);
    return turn;
  } catch (error) {
    if (!isDuplicateKey(error)) {
      void startIfStored(deps, active, place, start);
      throw error;
    }
    await undo(deps, active, place);
    return null;
  }
}

async function takeAndPrepare(deps: ChatDeps, active: ActiveRun, prepare: Acceptance['prepare'], now: Date) {
  let place: Place | null = null;
  try {
    place = await takePlace(deps, active.userId, active.runId, now);
    return { place, request: await prepare(now) };
  } catch (error) {
    deps.runs.leave(active);
    if (place !== null) await giveBack(deps.db, place);
    throw error;
  }
}

/** Takes back what an unstored run holds. A run of this id that is stored was accepted elsewhere: the place is its own. */
async function undo(deps: ChatDeps, active: ActiveRun, place: Place): Promise<TurnRow | null> {
  const stored = await findStoredTurnOfRun(deps.db, active.userId, active.runId);
  const isRunning = stored?.running?.runId === active.runId;
  deps.runLog.drop(active);
  deps.runs.leave(active);
  if (!isRunning) await giveBack(deps.db, place);
  return stored;
}

/** The database's reply was lost: once it answers again, the run goes on if it was stored, else everything is given back. */
async function startIfStored(
  deps: ChatDeps,
  active: ActiveRun,
  place: Place,
  start: (turn: TurnRow) => void,
): Promise<void> {
  for (;;) {
    try {
      const stored = await findStoredTurnOfRun(deps.db, active.userId, active.runId);
      if (stored?.running?.runId === active.runId) return start(stored);
      await undo(deps, active, place);
      return;
    } catch (error) {
      deps.log.error({ runId: active.runId, err: error }, 'it is unknown whether a run was stored; looking again');
      await delay(1_000, undefined, { ref: false });
    }
  }
}

/** Tells the user's other tabs that a run began. */
async function announceStart(deps: ChatDeps, { userId, runId }: ActiveRun, turn: TurnRow): Promise<void> {
  await deps.events.publish(userId, { type: 'turn.started', sessionId: turn.sessionId, turnId: turn.turnId, runId });
  await publishSession(deps, userId, turn.sessionId);
  await deps.events.publish(userId, {
    type: 'usage.changed',
    usage: await readUsage(deps.db, deps.free, userId, deps.clock()),
  });
}
