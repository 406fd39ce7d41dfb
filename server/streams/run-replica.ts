import { newId } from '#shared/ids.ts';
import type { LogEntry } from './run-log.ts';
import type { RunList } from './run-list.ts';
import { type Position, type RunRecord, startPosition } from './run-record.ts';

/** Keeps a run's list in Redis as its record is here. The record is the truth: what is lost there is written again. */
export interface RunReplica {
  /** Called when the record has grown: what came while the last write was on its way goes out together. */
  grow(): void;
  /** Renews the list's life where nothing was written since the last time, writes it anew where it is gone. */
  renew(): void;
  /** Redis is back: tries again what failed, and writes the list anew where it is gone. */
  check(): void;
  /** Resolves when all of the record is in Redis, or the run was ended there by somebody else. */
  written(): Promise<void>;
}

export function createRunReplica(record: RunRecord, list: RunList): RunReplica {
  let generation = newId();
  let length = 0;
  let sent: Position = startPosition;
  let isSending = false;
  let isDone = false;
  /** the last write failed; the next look tries again */
  let isStuck = false;
  /** something was written since the last `renew` */
  let isFresh = false;
  const waiting: (() => void)[] = [];

  const isWhole = () => isDone || record.next(sent) === null;
  const sendOnce = async (anew: boolean): Promise<void> => {
    if (anew) generation = newId();
    const { entries, after } = entriesAfter(record, anew ? startPosition : sent);
    const written = anew ? await list.replace(generation, entries) : await list.append(generation, length, entries);
    if (written === 'differs') return sendOnce(true);
    isFresh = true;
    if (written === 'closed') return void (isDone = true);
    length = written;
    sent = after;
    isDone = after.ended;
  };
  const send = async () => {
    if (isSending || isDone || list.isAway) return;
    isSending = true;
    try {
      do await sendOnce(false);
      while (!isWhole());
    } catch {
      // Redis went away, or refuses: it may or may not have been written
      isStuck = true;
    } finally {
      isSending = false;
      if (isWhole()) for (const resolve of waiting.splice(0)) resolve();
    }
  };

  const check = () => {
    isStuck = false;
    if (length > 0 || !isWhole()) void send();
  };

  return {
    grow: () => {
      if (!isStuck) void send();
    },
    renew: () => {
      if (isStuck || !isFresh) check();
      isFresh = false;
    },
    check,
    written: () =>
      new Promise((resolve) => {
        if (isWhole()) resolve();
        else waiting.push(resolve);
      }),
  };
}

/** All there is after a position, text as few entries as can be. */
function entriesAfter(record: RunRecord, position: Position): { entries: LogEntry[]; after: Position } {
  const entries: LogEntry[] = [];
  let after = position;
  for (let step = record.next(after); step !== null; step = record.next(after)) {
    entries.push(step.entry);
    after = step.after;
  }
  return { entries, after };
}
