import type { AccountRows } from '#server/accounts/account-rows.ts';
import type { Answerer } from '#server/answering/answer.ts';
import type { Db, Database } from '#server/database/client.ts';
import type { Library } from '#server/library/library.ts';
import type { Log } from '#server/observe/log.ts';
import type { Metrics } from '#server/observe/metrics.ts';
import type { RateLimit } from '#server/quota/rate-limit.ts';
import type { FreePlan } from '#server/quota/usage.ts';
import type { RunLog } from '#server/streams/run-log.ts';
import type { StopSignals } from '#server/streams/stop-signals.ts';
import type { Ticker } from '#server/streams/ticker.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import type { ActiveRuns } from './active-runs.ts';

/** What chat asks of the library. */
export interface ChatLibrary extends Pick<
  Library,
  'deleteClass' | 'restoreClass' | 'moveDocument' | 'deleteDocument' | 'restoreDocument' | 'removeUser'
> {
  findClass(userId: string, classId: string): Promise<{ classId: string; name: string } | null>;
  findDocument(
    userId: string,
    documentId: string,
  ): Promise<{ documentId: string; classId: string; name: string } | null>;
  /** names of those documents that are there, by id */
  names(userId: string, documentIds: readonly string[]): Promise<Map<string, string>>;
}

/** How an answer's text goes out. */
export interface Pace {
  /** false: in one piece, when it is whole */
  isLive: boolean;
  /** the windows within which text gathers */
  ticker: Ticker;
}

export interface ChatDeps {
  /** this process, among those that share the database */
  serverId: string;
  db: Db;
  prisma: Database['prisma'];
  library: ChatLibrary;
  accountRows: AccountRows;
  answer: Answerer;
  runLog: RunLog;
  pace: Pace;
  stops: StopSignals;
  events: UserEvents;
  runs: ActiveRuns;
  free: FreePlan;
  /** questions and retries per user and minute */
  asks: RateLimit;
  /** milliseconds that a run may take in all */
  runTimeoutMs: number;
  clock: () => Date;
  log: Log;
  metrics: Metrics;
}
