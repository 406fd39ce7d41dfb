import { performance } from 'node:perf_hooks';

const lookEveryMs = 100;

/**
 * How busy this process is: the share of time that its event loop was not idle, 0..1, over the last tenth of a second or
 * longer. Costs nothing while nobody asks.
 */
export function createLoopLoad(): () => number {
  let last = performance.eventLoopUtilization();
  let lastAt = performance.now();
  let load = 0;
  return () => {
    const now = performance.now();
    if (now - lastAt < lookEveryMs) return load;
    const current = performance.eventLoopUtilization();
    load = performance.eventLoopUtilization(current, last).utilization;
    last = current;
    lastAt = now;
    return load;
  };
}

/** A window that is `least` ms on an idle loop and grows to `most` on a busy one. */
export function windowByLoad(load: () => number, { least, most }: { least: number; most: number }): () => number {
  return () => least + (most - least) * Math.min(1, Math.max(0, (load() - idleBelow) / (busyFrom - idleBelow)));
}

const idleBelow = 0.1;
const busyFrom = 0.4;
