import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createMetrics, type Metrics } from './metrics.ts';

const ended = { code: null, firstTokenMs: 300, totalMs: 4_000, tokens: { input: 1_200, output: 80 } };

/** The samples as `name{labels}` → value. */
async function samples(metrics: Metrics): Promise<Map<string, number>> {
  const lines = (await metrics.read()).text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

test('each run is counted once, by how it ended, with its times and tokens', async () => {
  const metrics = createMetrics({ running: () => 2, sockets: () => 7 });
  for (let n = 0; n < 4; n += 1) metrics.runStarted();
  metrics.runEnded({ ...ended, end: 'completed' });
  metrics.runEnded({ ...ended, end: 'stopped', firstTokenMs: null });
  metrics.runEnded({ ...ended, end: 'failed', code: 'BUSY', firstTokenMs: null, tokens: { input: 0, output: 0 } });
  const seen = await samples(metrics);
  expect(Object.fromEntries(seen)).toMatchObject({
    footnote_runs_started_total: 4,
    footnote_runs_completed_total: 1,
    footnote_runs_stopped_total: 1,
    'footnote_runs_failed_total{code="BUSY"}': 1,
    'footnote_run_first_token_seconds_bucket{le="0.25"}': 0,
    'footnote_run_first_token_seconds_bucket{le="0.5"}': 1,
    footnote_run_first_token_seconds_count: 1,
    'footnote_run_duration_seconds_sum{end="failed"}': 4,
    'footnote_tokens_total{direction="input"}': 2_400,
    'footnote_tokens_total{direction="output"}': 160,
    footnote_runs_running: 2,
    footnote_sockets_open: 7,
  });
  metrics.close();
});

test('what never happened is there as 0, and two apps of one process do not mix', async () => {
  const one = createMetrics({ running: () => 0, sockets: () => 0 });
  const other = createMetrics({ running: () => 0, sockets: () => 0 });
  one.quotaRefused();
  one.watchResumed();
  one.watcherDropped();
  one.runRecovered();
  one.bucketWaited(1_500, 'taken');
  const names = [
    'footnote_quota_refusals_total',
    'footnote_watch_reconnects_total',
    'footnote_watchers_dropped_total',
    'footnote_runs_recovered_total',
  ];
  const [seen, untouched] = [await samples(one), await samples(other)];
  expect(names.map((name) => seen.get(name))).toEqual([1, 1, 1, 1]);
  expect(names.map((name) => untouched.get(name))).toEqual([0, 0, 0, 0]);
  expect(untouched.get('footnote_runs_failed_total{code="INTERRUPTED"}')).toBe(0);
  expect(seen.get('footnote_bucket_wait_seconds_sum{outcome="taken"}')).toBe(1.5);
  one.close();
  other.close();
});

test('every name follows the conventions: a prefix, base units, counters end in _total', async () => {
  const metrics = createMetrics({ running: () => 0, sockets: () => 0 });
  const { type, text } = await metrics.read();
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  const declared = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => ({ name, kind }));
  expect(declared.length).toBeGreaterThan(15);
  for (const { name, kind } of declared) {
    expect(name).toMatch(/^(footnote|process|nodejs)_[a-z_0-9]+$/);
    expect(name.endsWith('_total'), name).toBe(kind === 'counter');
    if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
  }
  metrics.close();
});

test('docs/operations.md names every metric, and none that is not there', async () => {
  const metrics = createMetrics({ running: () => 0, sockets: () => 0 });
  const { text } = await metrics.read();
  const declared = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  const page = await readFile('docs/operations.md', 'utf8');
  const named = [...page.matchAll(/`((?:footnote|process|nodejs)_\w+)(?:\{\w+\})?`/g)].map(([, name]) => name);
  expect(named.length).toBe(new Set(named).size);
  expect(new Set(named)).toEqual(new Set(declared));
  metrics.close();
});

test('the process shows its memory, processor time and the delay of its event loop', async () => {
  const metrics = createMetrics({ running: () => 0, sockets: () => 0 });
  const until = performance.now() + 60;
  await new Promise((resolve) => setTimeout(resolve, 20));
  while (performance.now() < until); // blocks the loop
  await new Promise((resolve) => setTimeout(resolve, 20));
  const seen = await samples(metrics);
  expect(seen.get('nodejs_eventloop_lag_max_seconds')).toBeGreaterThan(0.02);
  expect(seen.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(seen.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  metrics.close();
});
