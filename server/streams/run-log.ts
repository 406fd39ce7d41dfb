import type { LiveEvent, RunEvent, TerminalEvent } from '#shared/run-event.ts';

/** Runs are known by owner and id: ids are unique per user only. */
export interface RunKey {
  userId: string;
  runId: string;
}

export interface LogEntry {
  /** grows within a run; `end` for the terminal event */
  id: string;
  event: RunEvent;
}

/** The numbered log of every run that goes on or has just ended. One owner appends; any number of watchers follow. */
export interface RunLog {
  /** Begins a run's log; a log that is there already stays. */
  begin(key: RunKey): void;
  append(key: RunKey, event: LiveEvent): void;
  /** Writes the one terminal event; the log is kept a minute for those who come back. */
  end(key: RunKey, event: TerminalEvent): void;
  /** Forgets a log whose run was never stored. */
  drop(key: RunKey): void;
  /**
   * All entries after `lastEventId`, then each as it comes; returns after the terminal one or when `signal` is
   * aborted. Text that waited may come merged under its last id.
   *
   * @returns null where there is no log
   */
  follow(key: RunKey, lastEventId: string | undefined, signal: AbortSignal): AsyncGenerator<LogEntry> | null;
}
