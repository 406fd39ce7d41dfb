import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scope } from '#server/library/scope-documents.ts';
import type { Retrieval } from '#server/retrieval/retrieval.ts';
import { collectGarbage } from './collect-garbage.ts';
import { questionText, randomFrom } from './made-text.ts';

export interface Speed {
  /** milliseconds */
  firstMs: number;
  /** the longest that the event loop was held while the first searches built what is kept in memory */
  firstBlockedMs: number;
  medianMs: number;
  /** processor time of the event loop's thread, also where others take the machine */
  cpuMs: number;
  p95Ms: number;
  /** the longest that the event loop was held, while warm searches ran one after the other */
  blockedMs: number;
  found: number;
}

const warmUps = 10;
const searches = 100;
const k = 12;

/** The timer that looks is itself a millisecond. */
const held = ({ max }: ReturnType<typeof monitorEventLoopDelay>): number => max / 1e6 - 1;

/** Searches one question after the other: the first ones build what is kept in memory. */
export async function measureSpeed(retrieval: Retrieval, scope: Scope): Promise<Speed> {
  const random = randomFrom(99);
  const questions = Array.from({ length: warmUps + searches }, () => questionText(random));
  const timed = async (question: string) => {
    const began = performance.now();
    const { passages } = await retrieval.search(scope, question, k);
    return { ms: performance.now() - began, found: passages.length };
  };
  const [first, ...others] = questions;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { ms: firstMs } = await timed(first ?? '');
  for (const question of others.slice(0, warmUps)) await timed(question);
  await nextTurn();
  delay.disable();
  const firstBlockedMs = held(delay);
  // what building leaves behind is not collected at the expense of warm searches
  collectGarbage();
  delay.reset();
  const times: number[] = [];
  let found = 0;
  const before = process.threadCpuUsage();
  delay.enable();
  for (const question of others.slice(warmUps)) {
    // as between two requests: the event loop turns
    await nextTurn();
    const one = await timed(question);
    times.push(one.ms);
    found += one.found;
  }
  delay.disable();
  const { user, system } = process.threadCpuUsage(before);
  times.sort((one, other) => one - other);
  const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? Infinity;
  return {
    firstMs,
    firstBlockedMs,
    medianMs: at(0.5),
    cpuMs: (user + system) / 1_000 / times.length,
    p95Ms: at(0.95),
    blockedMs: held(delay),
    found: found / times.length,
  };
}
