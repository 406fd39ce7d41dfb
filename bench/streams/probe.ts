import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';
import { answerCalls } from './answer-calls.ts';

export const cpuSchema = z.object({ micros: z.number() });
export const memorySchema = z.object({ rss: z.number(), heap: z.number(), external: z.number() });
export const loopDelaySchema = z.object({ p50: z.number(), p99: z.number(), max: z.number() });
export const addressSchema = z.object({ url: z.string() });

/** the monitor's own timer, which it counts as delay */
const resolutionMs = 10;

/**
 * Lets the measuring process read what this one has used: processor time of all its threads, memory after a collection,
 * delay of its event loop in milliseconds.
 *
 * @param url where the contender listens
 */
export function answerProbes(url: string): void {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  const late = (nanos: number) => Math.max(0, nanos / 1e6 - resolutionMs);
  answerCalls({
    address: () => ({ url }),
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return { micros: user + system };
    },
    memory: async () => {
      for (let n = 0; n < 3; n += 1) {
        globalThis.gc?.();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { rss, heapUsed, external } = process.memoryUsage();
      return { rss, heap: heapUsed, external };
    },
    rss: () => ({ rss: process.memoryUsage.rss(), heap: 0, external: 0 }),
    resetDelay: () => delays.reset(),
    delay: () => ({
      p50: late(delays.percentile(50)),
      p99: late(delays.percentile(99)),
      max: late(delays.max),
    }),
  });
}
