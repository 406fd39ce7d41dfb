import { terminalEventId } from '#shared/run-event.ts';
import { type Bell, createBell } from './bell.ts';
import { mergeTokens } from './merge-tokens.ts';
import type { LogEntry, RunKey, RunLog } from './run-log.ts';

interface Log {
  entries: LogEntry[];
  ended: boolean;
  written: Bell;
}

const keptMs = 60_000;

/** Run logs in the memory of this process; a log is bounded by its answer. */
export function createMemoryRunLog(): RunLog {
  const logs = new Map<string, Log>();
  const nameOf = (key: RunKey) => `${key.userId}:${key.runId}`;

  const write = (log: Log, entry: LogEntry) => {
    log.entries.push(entry);
    log.written.ring();
  };
  const openLog = (key: RunKey): Log => {
    const log = logs.get(nameOf(key));
    if (log === undefined || log.ended) throw new Error(`no open log for run ${key.runId}`);
    return log;
  };

  return {
    begin: (key) => {
      if (!logs.has(nameOf(key))) logs.set(nameOf(key), { entries: [], ended: false, written: createBell() });
    },
    append: (key, event) => {
      const log = openLog(key);
      write(log, { id: String(log.entries.length + 1), event });
    },
    end: (key, event) => {
      const log = openLog(key);
      log.ended = true;
      write(log, { id: terminalEventId, event });
      setTimeout(() => logs.delete(nameOf(key)), keptMs).unref();
    },
    drop: (key) => {
      logs.delete(nameOf(key));
    },
    renew: () => {},
    close: async () => {},
    follow: async (key, lastEventId, signal) => {
      const log = logs.get(nameOf(key));
      return log === undefined ? null : followLog(log, positionAfter(log, lastEventId), signal);
    },
  };
}

/** Ids are positions, counted from 1; one that was never given out counts as none. */
function positionAfter({ entries }: Log, lastEventId: string | undefined): number {
  if (lastEventId === undefined) return 0;
  const position = Number(lastEventId);
  return entries[position - 1]?.id === lastEventId ? position : 0;
}

async function* followLog(log: Log, after: number, signal: AbortSignal): AsyncGenerator<LogEntry> {
  let position = after;
  while (!signal.aborted) {
    const fresh = mergeTokens(log.entries.slice(position));
    position = log.entries.length;
    yield* fresh;
    if (position < log.entries.length) continue;
    if (log.ended) return;
    await log.written.heard(signal);
  }
}
