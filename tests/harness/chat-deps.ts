import { createAccountRows } from '#server/accounts/account-rows.ts';
import { createActiveRuns } from '#server/chat/active-runs.ts';
import type { ChatDeps } from '#server/chat/deps.ts';
import type { Database } from '#server/database/client.ts';
import { openLog } from '#server/observe/log.ts';
import { createMetrics } from '#server/observe/metrics.ts';
import { createMemoryRateLimit } from '#server/quota/memory-rate-limit.ts';
import { createMemoryRunLog } from '#server/streams/memory-run-log.ts';
import { createMemoryStopSignals } from '#server/streams/memory-stop-signals.ts';
import { createMemoryUserEvents } from '#server/streams/memory-user-events.ts';
import { createTicker } from '#server/streams/ticker.ts';
import { notFound } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';

const nothingThere = () => Promise.reject(notFound('document'));

/** One server's chat over a database, without a door, for tests that stand between two of its steps. */
export function chatDeps(database: Database, changes: Partial<ChatDeps> = {}): ChatDeps {
  const { db, prisma } = database;
  const runs = createActiveRuns();
  const clock = changes.clock ?? (() => new Date());
  return {
    serverId: newId(),
    db,
    prisma,
    library: {
      findClass: async () => null,
      findDocument: async () => null,
      names: async () => new Map(),
      deleteClass: nothingThere,
      restoreClass: nothingThere,
      moveDocument: nothingThere,
      deleteDocument: nothingThere,
      restoreDocument: nothingThere,
      removeUser: async () => true,
    },
    accountRows: createAccountRows(database),
    answer: () => {
      throw new Error('nobody answers here');
    },
    runLog: createMemoryRunLog(),
    pace: { isLive: true, ticker: createTicker(() => 0) },
    stops: createMemoryStopSignals(),
    events: createMemoryUserEvents(),
    runs,
    free: { chats: 25, documents: 3 },
    asks: createMemoryRateLimit({ what: 'questions', perMinute: 1_000 }, clock),
    runTimeoutMs: 60_000,
    clock,
    log: openLog('silent'),
    metrics: createMetrics({ running: () => runs.all().length, sockets: () => 0 }),
    ...changes,
  };
}
