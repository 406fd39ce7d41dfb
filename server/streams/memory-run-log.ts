import { followRecord } from './follow-record.ts';
import type { RunKey, RunLog } from './run-log.ts';
import { RunRecord } from './run-record.ts';

const keptMs = 60_000;

/** Run logs in the memory of this process; a log is bounded by its answer. */
export function createMemoryRunLog(): RunLog {
  const records = new Map<string, RunRecord>();
  const nameOf = (key: RunKey) => `${key.userId}:${key.runId}`;
  const open = (key: RunKey): RunRecord => {
    const record = new RunRecord();
    records.set(nameOf(key), record);
    return record;
  };
  const forget = (name: string, record: RunRecord) => {
    if (records.get(name) === record) records.delete(name);
  };

  return {
    begin: (key) => {
      if (records.get(nameOf(key))?.isClosed !== false) open(key);
    },
    append: (key, event) => records.get(nameOf(key))?.add(event),
    end: (key, event) => {
      // what waits holds the name: a key may be a whole run
      const name = nameOf(key);
      const record = records.get(name) ?? open(key);
      if (record.isClosed) return;
      record.end(event);
      setTimeout(() => forget(name, record), keptMs).unref();
    },
    renew: () => {},
    close: async () => {},
    follow: async (key, lastEventId, signal) => {
      const record = records.get(nameOf(key));
      return record === undefined ? null : followRecord(record, lastEventId, signal);
    },
  };
}
