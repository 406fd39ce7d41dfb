import type { LiveEvent, RunEvent, TerminalEvent } from '#shared/run-event.ts';

/** Runs are known by owner and id: ids are unique per user only. */
export interface RunKey {
  userId: string;
  runId: string;
}

export interface LogEntry {
  /**
   * `end` for the terminal event; else the number of UTF-16 units of text plus the number of other events up to and with
   * this entry: the same for every watcher, however the text was cut.
   */
  id: string;
  event: RunEvent;
}

/**
 * The numbered log of every run that goes on or has just ended. Its owner appends, any number of watchers follow, on any
 * server. The owner keeps the whole log until its end, so a shared store that is away, or comes back empty, loses nothing.
 */
export interface RunLog {
  /** Begins a run's log as its owner; one that goes on already stays, one that has ended was another run's and goes. */
  begin(key: RunKey): void;
  /** Where there is no log, or it has ended, nothing happens: somebody else ended the run. */
  append(key: RunKey, event: LiveEvent): void;
  /**
   * Writes the one terminal event, as owner or in place of an owner that went away; a second one changes nothing. The log
   * is kept a minute for those who come back.
   */
  end(key: RunKey, event: TerminalEvent): void;
  /** Renews the life of the logs that this process owns; called with every beat of its leases. */
  renew(): void;
  /**
   * All entries after `lastEventId`, then each as it comes; returns after the terminal one, when `signal` is aborted, or
   * when the log cannot be followed any further: the stored turn is the truth then. Text that waited comes merged
   * under its last id. A `lastEventId` that was never given out counts as none; with `end` there is nothing more.
   *
   * @returns null where there is no log
   */
  follow(key: RunKey, lastEventId: string | undefined, signal: AbortSignal): Promise<AsyncGenerator<LogEntry> | null>;
  /** Resolves when everything that was written is where other servers find it, or after 2 s. */
  close(): Promise<void>;
}
