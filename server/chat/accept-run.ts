import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '#shared/failure.ts';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { glanceAtUsage } from '#server/quota/usage.ts';
import { giveBack, type Place } from '#server/quota/reserve.ts';
import type { ActiveRun } from './active-runs.ts';
import { publishSession } from './change-session.ts';
import type { ChatDeps } from './deps.ts';
import { type AcceptedRun, runToEnd } from './run.ts';
import { takePlace } from './take-place.ts';
import { findStoredTurnOfRun, firstAttempt, type RunStart, type TurnRow } from './turn-store.ts';

/** How a run gets onto its turn. */
export interface Acceptance {
  /** What the answer needs; read once the place is taken. */
  prepare: (now: Date) => Promise<AcceptedRun['request']>;
  /** Stores the turn with this run as the running one; null, or a rejection for a taken key, where it may not. */
  store: (start: RunStart) => Promise<TurnRow | null>;
  /** Takes back what `prepare` wrote, where no turn has this run. May be repeated. */
  undo?: (now: Date) => Promise<void>;
}

interface Entry {
  active: ActiveRun;
  place: Place;
  start: (turn: TurnRow) => void;
  undo: () => Promise<void>;
}

/**
 * Takes a place, stores the run and sets it going, detached from whoever asked. A run that is stored always goes on,
 * also where the reply of the database was lost; one that is not leaves nothing behind.
 *
 * @returns null where the turn did not take the run
 * @throws  Failure TOO_MANY_REQUESTS, QUOTA_EXCEEDED
 */
export async function acceptRun(
  deps: ChatDeps,
  active: ActiveRun,
  { prepare, store, undo }: Acceptance,
): Promise<TurnRow | null> {
  const acceptedAt = deps.clock();
  const place = await takePlaceFor(deps, active, acceptedAt);
  const unprepared = { active, place, start: () => {}, undo: async () => undo?.(acceptedAt) };
  const request = await orDecide(deps, unprepared, () => prepare(acceptedAt));
  const start = (turn: TurnRow) => {
    deps.runLog.begin(active);
    deps.metrics.runStarted();
    const announced = announceStart(deps, active, turn).catch((error: unknown) =>
      deps.log.warn({ err: error }, 'a run was not announced'),
    );
    const run = { active, turn, month: place.month, acceptedAt, startedAt: deps.clock(), request, announced };
    deps.runs.carry(runToEnd(deps, run));
    active.accept(turn);
  };
  const entry = { ...unprepared, start };
  const turn = await orDecide(deps, entry, () => storeOnce(store, place, deps.serverId, acceptedAt));
  if (turn === null) return orDecide(deps, entry, () => decide(deps, entry));
  start(turn);
  return turn;
}

async function takePlaceFor(deps: ChatDeps, active: ActiveRun, now: Date): Promise<Place> {
  try {
    return await takePlace(deps, active.userId, active.runId, now);
  } catch (error) {
    deps.runs.leave(active);
    throw error;
  }
}

async function storeOnce(
  store: Acceptance['store'],
  { month }: Place,
  owner: string,
  now: Date,
): Promise<TurnRow | null> {
  try {
    return await store({ month, owner, now });
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** Where a step fails it is unknown what was stored: once the database answers, the run goes on or is taken back. */
async function orDecide<T>(deps: ChatDeps, entry: Entry, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Failure) await decide(deps, entry).catch(() => void decideLater(deps, entry));
    else void decideLater(deps, entry);
    throw error;
  }
}

/**
 * Sets the run going if this server stored it, else takes back what it holds. A run of this id that another server
 * stored was accepted there: the place is its own.
 */
async function decide(deps: ChatDeps, { active, place, start, undo }: Entry): Promise<TurnRow | null> {
  const { userId, runId } = active;
  const stored = await findStoredTurnOfRun(deps.db, userId, runId);
  const running = stored?.running?.runId === runId ? stored.running : null;
  if (stored !== null && running?.owner === deps.serverId && running.attempt === firstAttempt) {
    start(stored);
    return stored;
  }
  if (running === null) await giveBack(deps.db, place);
  if (stored === null) await undo();
  deps.runs.leave(active);
  return null;
}

async function decideLater(deps: ChatDeps, entry: Entry): Promise<void> {
  for (;;) {
    try {
      await decide(deps, entry);
      return;
    } catch (error) {
      deps.log.error(
        { runId: entry.active.runId, err: error },
        'it is unknown whether a run was stored; looking again',
      );
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
    usage: await glanceAtUsage(deps.db, deps.free, userId, deps.clock()),
  });
}
