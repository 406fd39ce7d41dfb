import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

const resolutionMs = 10;

/**
 * Adds what a process shows of itself, under the names that dashboards for Node.js know. prom-client's own collection
 * cannot be ended: every closed app would leave its timers behind.
 *
 * @returns ends it
 */
export function watchProcess(registry: Registry): () => void {
  const registers = [registry];
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();

  const gauge = (name: string, help: string, look: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(look());
      },
    });
  const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);

  const cpuTime = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of this process, user and system',
    registers: [],
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  registry.registerMetric(cpuTime);
  gauge('process_start_time_seconds', 'When this process began, in seconds since 1970', () =>
    Math.round(Date.now() / 1_000 - process.uptime()),
  );
  gauge('process_resident_memory_bytes', 'Memory that this process has', () => process.memoryUsage.rss());
  gauge('nodejs_heap_size_used_bytes', 'Heap in use', () => process.memoryUsage().heapUsed);
  gauge('nodejs_external_memory_bytes', 'Memory outside of the heap', () => process.memoryUsage().external);
  gauge('nodejs_eventloop_lag_mean_seconds', 'Mean delay of the event loop since the last reading', () =>
    seconds(delay.mean),
  );
  gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop, 99th percentile since the last reading', () =>
    seconds(delay.percentile(99)),
  );
  // the last of these to be read: the next reading begins here
  gauge('nodejs_eventloop_lag_max_seconds', 'Longest delay of the event loop since the last reading', () => {
    const longest = seconds(delay.max);
    delay.reset();
    return longest;
  });
  return () => {
    delay.disable();
  };
}
