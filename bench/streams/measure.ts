import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Bench } from './bench.ts';
import type { Child } from './child.ts';
import { cpuSchema, loopDelaySchema } from './probe.ts';
import type { Running } from './start-contender.ts';

const markSchema = z.object({ tokens: z.number(), events: z.number() });
const finishedSchema = markSchema.extend({
  wrong: z.array(z.string()),
  firstTokenMs: z.array(z.number().nullable()),
  gaps: z.array(z.number()),
});
type Mark = z.infer<typeof markSchema>;
type Finished = z.infer<typeof finishedSchema>;

/** What came of one measurement; every stream of it was whole and in order. */
export interface Measured {
  /** microseconds of the server's processor time for each delivered token */
  microsPerToken: number;
  /** the server's processor time over the time that passed */
  cores: number;
  tokensPerEvent: number;
  /** milliseconds from the question to the first text, one per stream */
  firstTokenMs: number[];
  /** milliseconds between two texts of a stream, ascending; a sample where there were many */
  gaps: number[];
  /** milliseconds by which the server's event loop came too late, while the pace was steady */
  loopDelay: z.infer<typeof loopDelaySchema> | null;
}

export interface Pace {
  streams: number;
  perSecond: number;
  rampMs: number;
  steadyMs: number;
}

const nothing = z.unknown();
const settleMs = 500;

/** All streams at once, each as fast as it goes, from the questions to the last end. */
export async function measureBurst(bench: Bench, running: Running, streams: number, tokens: number): Promise<Measured> {
  const { contender, server } = running;
  await bench.model.call('plan', nothing, { tokens, perSecond: null });
  const before = await cpuOf(server);
  await bench.load.call('start', nothing, { contender, streams, tokens, rampMs: 0 });
  const finished = await finish(bench);
  const after = await cpuOf(server);
  return { ...costOf(before, after, { tokens: 0, events: 0 }, finished), ...timesOf(finished), loopDelay: null };
}

/**
 * Streams of a fixed pace, begun one after the other. Measured once all run; what is left of them then comes at once.
 *
 * @param meanwhile is run when all streams go on, before the measured part
 */
export async function measurePaced(
  bench: Bench,
  { contender, server }: Running,
  { streams, perSecond, rampMs, steadyMs }: Pace,
  meanwhile: () => Promise<void> = async () => {},
): Promise<Measured> {
  const tokens = Math.ceil(((rampMs + settleMs + steadyMs) / 1_000 + 2) * perSecond);
  await bench.model.call('plan', nothing, { tokens, perSecond });
  await bench.load.call('start', nothing, { contender, streams, tokens, rampMs });
  await sleep(rampMs + settleMs);
  await meanwhile();
  await server?.call('resetDelay', nothing);
  await bench.load.call('watchGaps', nothing, true);
  const [before, from] = [await cpuOf(server), await bench.load.call('mark', markSchema)];
  await sleep(steadyMs);
  const [after, to] = [await cpuOf(server), await bench.load.call('mark', markSchema)];
  await bench.load.call('watchGaps', nothing, false);
  const loopDelay = (await server?.call('delay', loopDelaySchema)) ?? null;
  await bench.model.call('hurry', nothing);
  return { ...costOf(before, after, from, to), ...timesOf(await finish(bench)), loopDelay };
}

interface Cpu {
  micros: number;
  at: number;
}

async function cpuOf(server: Child | null): Promise<Cpu> {
  const { micros } = (await server?.call('cpu', cpuSchema)) ?? { micros: 0 };
  return { micros, at: performance.now() };
}

/** @throws Error where a stream was not whole and in order */
async function finish(bench: Bench): Promise<Finished> {
  const finished = await bench.load.call('finish', finishedSchema);
  const { wrong } = finished;
  if (wrong.length > 0) throw new Error(`${wrong.length} streams were wrong:\n${wrong.slice(0, 5).join('\n')}`);
  return finished;
}

function costOf(before: Cpu, after: Cpu, from: Mark, to: Mark) {
  const micros = after.micros - before.micros;
  return {
    microsPerToken: micros / (to.tokens - from.tokens),
    cores: micros / 1_000 / (after.at - before.at),
    tokensPerEvent: (to.tokens - from.tokens) / (to.events - from.events),
  };
}

const timesOf = ({ firstTokenMs, gaps }: Finished) => ({
  firstTokenMs: firstTokenMs.filter((ms) => ms !== null),
  gaps,
});
