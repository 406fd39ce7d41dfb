import type { Bench } from './bench.ts';
import type { Contender } from './contender.ts';
import { type Measured, measureBurst, measurePaced, type Pace } from './measure.ts';
import { type Running, startContender } from './start-contender.ts';

/** What the rounds gave for a contender. */
export type Rounds = (contender: Contender) => Measured[];

/**
 * Measures contenders in turn, round by round, so that whatever else the machine does meets all of them alike.
 *
 * @param warm is done once with each before
 * @returns    what each round gave
 */
export async function takeRounds(
  bench: Bench,
  contenders: readonly Contender[],
  { rounds, users }: { rounds: number; users: number },
  warm: (running: Running) => Promise<unknown>,
  measure: (running: Running) => Promise<Measured>,
): Promise<Rounds> {
  await using stack = new AsyncDisposableStack();
  const running: Running[] = [];
  for (const contender of contenders) running.push(stack.use(await startContender(bench, contender, users)));
  for (const one of running) await warm(one);
  const results = new Map<Contender, Measured[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const one of running) {
      const measured = await measure(one);
      results.set(one.contender, [...(results.get(one.contender) ?? []), measured]);
      console.log(`  ${one.contender.padEnd(10)} ${describe(measured)}`);
    }
  }
  return (contender) => results.get(contender) ?? [];
}

/**
 * The same at a pace.
 *
 * @param warmTokens of the answers that each gives before
 */
export const takePacedRounds = (
  bench: Bench,
  contenders: readonly Contender[],
  { rounds, pace, warmTokens }: { rounds: number; pace: Pace; warmTokens: number },
): Promise<Rounds> =>
  takeRounds(
    bench,
    contenders,
    { rounds, users: pace.streams },
    (running) => measureBurst(bench, running, pace.streams, warmTokens),
    (running) => measurePaced(bench, running, pace),
  );

function describe({ microsPerToken, cores, tokensPerEvent, loopDelay }: Measured): string {
  const delay = loopDelay === null ? '' : `, loop delay p99 ${loopDelay.p99.toFixed(0)} ms`;
  return `${microsPerToken.toFixed(1)} µs a token, ${cores.toFixed(2)} cores, ${tokensPerEvent.toFixed(1)} tokens an event${delay}`;
}
