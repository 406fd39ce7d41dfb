import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { watchProcess } from './process-metrics.ts';

/** How a run ended, as its log line says it. Times in milliseconds since the run was accepted. */
export interface EndedRun {
  end: 'completed' | 'stopped' | 'failed';
  /** why it failed; null unless it did */
  code: string | null;
  /** null where no token went out */
  firstTokenMs: number | null;
  totalMs: number;
  tokens: { input: number; output: number };
}

/** What this process counts about itself, for Prometheus. Every method is cheap and none fails. */
export interface Metrics {
  runStarted(): void;
  /** A run of this process has ended and is stored. */
  runEnded(run: EndedRun): void;
  /** This process ended a run whose server went away. */
  runRecovered(): void;
  /** A watcher came back with the last event it saw. */
  watchResumed(): void;
  /** A watcher was closed because it did not read. */
  watcherDropped(): void;
  quotaRefused(): void;
  /** A call to a model waited for its tokens: until they were `taken`, or in vain. */
  bucketWaited(ms: number, outcome: 'taken' | 'busy'): void;
  /** Everything, in Prometheus' text format. */
  read(): Promise<{ type: string; text: string }>;
  close(): void;
}

/** What is looked at when somebody reads the metrics. */
export interface Gauges {
  /** runs that go on in this process */
  running: () => number;
  /** WebSocket connections that are open */
  sockets: () => number;
}

/** How a run may fail; each is there as 0 before it happens, so that its first time is seen as a rise. */
const failureCodes = [
  'MODEL_UNAVAILABLE',
  'CONTEXT_TOO_LARGE',
  'MODEL_REFUSED',
  'BUSY',
  'INTERRUPTED',
  'STOPPED',
  'INTERNAL',
];

const firstTokenBuckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60];
const durationBuckets = [0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 600];
const bucketWaitBuckets = [0.1, 0.5, 1, 2, 5, 10, 30, 75];

/** Metrics with a registry of their own: two apps in one process do not mix. */
export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name: `footnote_${name}`, help, registers });
  const gauge = (name: string, help: string, look: () => number) =>
    new Gauge({
      name: `footnote_${name}`,
      help,
      registers,
      collect() {
        this.set(look());
      },
    });

  const started = counter('runs_started_total', 'Runs that were accepted and began');
  const completed = counter('runs_completed_total', 'Runs that ended with an answer');
  const stopped = counter('runs_stopped_total', 'Runs that their user stopped');
  const failed = new Counter({
    name: 'footnote_runs_failed_total',
    help: 'Runs that failed, by error code',
    labelNames: ['code'],
    registers,
  });
  for (const code of failureCodes) failed.inc({ code }, 0);
  const recovered = counter('runs_recovered_total', 'Runs of servers that went away, ended by this one');
  gauge('runs_running', 'Runs that go on in this process', gauges.running);
  const firstToken = new Histogram({
    name: 'footnote_run_first_token_seconds',
    help: 'From the acceptance of a run to its first token',
    buckets: firstTokenBuckets,
    registers,
  });
  const duration = new Histogram({
    name: 'footnote_run_duration_seconds',
    help: 'From the acceptance of a run to its end, by how it ended',
    labelNames: ['end'],
    buckets: durationBuckets,
    registers,
  });
  const tokens = new Counter({
    name: 'footnote_tokens_total',
    help: 'Tokens of ended runs, to the model and from it, reported or estimated',
    labelNames: ['direction'],
    registers,
  });
  const resumed = counter('watch_reconnects_total', 'Watchers that came back with the last event they saw');
  const dropped = counter('watchers_dropped_total', 'Watchers that were closed because they did not read');
  const refused = counter('quota_refusals_total', 'Questions that were refused because the month is used up');
  const bucketWait = new Histogram({
    name: 'footnote_bucket_wait_seconds',
    help: 'How long calls to a model waited for tokens of the minute, by whether they got them',
    labelNames: ['outcome'],
    buckets: bucketWaitBuckets,
    registers,
  });
  gauge('sockets_open', 'WebSocket connections that are open', gauges.sockets);
  const unwatch = watchProcess(registry);

  return {
    runStarted: () => started.inc(),
    runEnded: ({ end, code, firstTokenMs, totalMs, tokens: used }) => {
      if (end === 'completed') completed.inc();
      else if (end === 'stopped') stopped.inc();
      else failed.inc({ code: code ?? 'INTERNAL' });
      if (firstTokenMs !== null) firstToken.observe(firstTokenMs / 1_000);
      duration.observe({ end }, totalMs / 1_000);
      tokens.inc({ direction: 'input' }, used.input);
      tokens.inc({ direction: 'output' }, used.output);
    },
    runRecovered: () => recovered.inc(),
    watchResumed: () => resumed.inc(),
    watcherDropped: () => dropped.inc(),
    quotaRefused: () => refused.inc(),
    bucketWaited: (ms, outcome) => bucketWait.observe({ outcome }, ms / 1_000),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    close: unwatch,
  };
}
