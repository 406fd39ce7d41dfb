import type { RunEnd } from '#shared/run-event.ts';
import { Failure } from '#shared/failure.ts';
import type { TurnRow } from './turn-store.ts';

/** A run of this process: from admission to its terminal event. */
export interface ActiveRun {
  userId: string;
  runId: string;
  /** aborted with one of `RunAbort` */
  controller: AbortController;
  /** resolves when the run is stored, or was refused */
  accepted: Promise<void>;
  readonly isAccepted: boolean;
  /** its turn as it was stored with it; null before that */
  readonly turn: TurnRow | null;
  /** resolves after the terminal event is written */
  ended: Promise<RunEnd>;
  accept(turn: TurnRow): void;
  finish(end: RunEnd): void;
}

/** `lost`: another server took the run over, or its turn is gone; nothing of it is this server's any more. */
export type RunAbort = 'stop' | 'timeout' | 'shutdown' | 'lost';

/** The runs that go on in this process. */
export interface ActiveRuns {
  /**
   * Lets a run in.
   *
   * @returns null where the same run is in already
   * @throws Failure UNAVAILABLE where the server is about to stop
   */
  admit(userId: string, runId: string): ActiveRun | null;
  find(userId: string, runId: string): ActiveRun | null;
  /** Takes a run out that never started or has ended; one that was not finished before has failed. */
  leave(run: ActiveRun): void;
  all(): ActiveRun[];
  /** Keeps in mind what is done for a run up to its last word, which comes after its end. */
  carry(work: Promise<void>): void;
  /** Resolves when all that is carried is done. */
  idle(): Promise<void>;
  /** From now on nobody is let in: the server is about to stop. */
  closeDoor(): void;
}

export function createActiveRuns(): ActiveRuns {
  const runs = new Map<string, ActiveRun>();
  const carried = new Set<Promise<void>>();
  let isOpen = true;
  const keyOf = (userId: string, runId: string) => `${userId}:${runId}`;

  return {
    admit: (userId, runId) => {
      if (runs.has(keyOf(userId, runId))) return null;
      if (!isOpen) throw new Failure('UNAVAILABLE', 'The server is about to restart. Try again in a moment.');
      const accepted = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<RunEnd>();
      let turn: TurnRow | null = null;
      const run: ActiveRun = {
        get isAccepted() {
          return turn !== null;
        },
        get turn() {
          return turn;
        },
        userId,
        runId,
        controller: new AbortController(),
        accepted: accepted.promise,
        ended: ended.promise,
        accept: (stored) => {
          turn = stored;
          accepted.resolve();
        },
        finish: (end) => {
          accepted.resolve();
          ended.resolve(end);
        },
      };
      runs.set(keyOf(userId, runId), run);
      return run;
    },
    find: (userId, runId) => runs.get(keyOf(userId, runId)) ?? null,
    leave: (run) => {
      run.finish('failed');
      if (runs.get(keyOf(run.userId, run.runId)) === run) runs.delete(keyOf(run.userId, run.runId));
    },
    all: () => [...runs.values()],
    carry: (work) => {
      carried.add(work);
      void work.finally(() => carried.delete(work));
    },
    idle: async () => {
      await Promise.all(carried);
    },
    closeDoor: () => {
      isOpen = false;
    },
  };
}
