import { setImmediate } from 'node:timers/promises';
import type { LogEntry } from './run-log.ts';
import { type Position, type RunRecord, startPosition } from './run-record.ts';

/** Entries in a row, without a wait, after which others get their turn. */
const fairAfter = 32;

/**
 * Everything after `lastEventId`, then each entry as it comes, until the record is closed or `signal` aborted. Text that
 * waited comes as one entry. An id that was never given out counts as none.
 *
 * @param mayLag this record is a copy that may be behind what the watcher has already seen elsewhere: it waits then
 */
export async function* followRecord(
  record: RunRecord,
  lastEventId: string | undefined,
  signal: AbortSignal,
  mayLag = false,
): AsyncGenerator<LogEntry> {
  const ear = record.changed.ear(signal);
  try {
    const start = lastEventId === undefined ? null : record.find(lastEventId);
    let position: Position = start === null || start === 'later' ? startPosition : start;
    if (start === 'later' && mayLag && lastEventId !== undefined) {
      let reached: ReturnType<RunRecord['find']> = start;
      while (reached === 'later' && !record.isClosed && !signal.aborted) {
        await ear.heard();
        reached = record.find(lastEventId);
      }
      position = reached === 'later' || reached === null ? { ...record.head, ended: false } : reached;
    }
    let inRow = 0;
    while (!signal.aborted) {
      const step = record.next(position);
      if (step !== null) {
        position = step.after;
        yield step.entry;
        inRow += 1;
        if (inRow % fairAfter === 0) await setImmediate();
        continue;
      }
      if (record.isClosed) return;
      inRow = 0;
      await ear.heard();
    }
  } finally {
    ear.remove();
  }
}
