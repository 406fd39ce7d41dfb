import { measurePaced } from '../measure.ts';
import { memorySchema } from '../probe.ts';
import { percentile } from '../statistics.ts';
import { startContender } from '../start-contender.ts';
import { asserted, reported, type Verdict } from '../verdict.ts';
import type { Row } from './row.ts';

const mebibyte = 2 ** 20;

/** As many streams as one process can be asked for: nothing may be lost, and how late things come is reported. */
export const many: Row = async (bench, { quick }) => {
  const pace = quick
    ? { streams: 100, perSecond: 10, rampMs: 1_000, steadyMs: 1_000 }
    : { streams: 2_000, perSecond: 10, rampMs: 20_000, steadyMs: 20_000 };
  const name = `${pace.streams} streams at ${pace.perSecond} tokens/s on one process`;
  const verdicts: Verdict[] = [];
  for (const contender of ['footnote', 'relay'] as const) {
    await using running = await startContender(bench, contender, pace.streams);
    const rss = async () => (await running.server?.call('rss', memorySchema))?.rss ?? NaN;
    let early = NaN;
    const { gaps, loopDelay, cores, firstTokenMs } = await measurePaced(bench, running, pace, async () => {
      early = await rss();
    });
    const late = await rss();
    const facts = [
      `gap ${percentile(gaps, 0.5).toFixed(0)} / ${percentile(gaps, 0.99).toFixed(0)} ms`,
      `loop delay ${loopDelay?.p50.toFixed(0)} / ${loopDelay?.p99.toFixed(0)} ms, most ${loopDelay?.max.toFixed(0)}`,
      `first token ${percentile(firstTokenMs, 0.5).toFixed(0)} / ${percentile(firstTokenMs, 0.99).toFixed(0)} ms`,
      `${cores.toFixed(2)} cores`,
      `resident ${(early / mebibyte).toFixed(0)} → ${(late / mebibyte).toFixed(0)} MiB in ${pace.steadyMs / 1_000} s`,
    ].join('; ');
    verdicts.push(reported(`${name}, ${contender} (median / p99)`, facts));
    if (contender !== 'footnote') continue;
    verdicts.unshift(
      asserted(`${name}: nothing lost, doubled or reordered`, `${pace.streams} of ${pace.streams} whole and in order`),
    );
    verdicts.push(reported(`${name}: processes it takes`, String(Math.ceil(cores / 0.8))));
  }
  return verdicts;
};
