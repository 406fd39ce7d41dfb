import { takePacedRounds } from '../rounds.ts';
import { median, percentile } from '../statistics.ts';
import { atMost, reported } from '../verdict.ts';
import type { Row } from './row.ts';

const contenders = ['footnote', 'relay'] as const;

/** How evenly the text of many slow streams arrives. */
export const gaps: Row = async (bench, { quick, rounds }) => {
  const pace = quick
    ? { streams: 50, perSecond: 10, rampMs: 500, steadyMs: 1_000 }
    : { streams: 500, perSecond: 10, rampMs: 10_000, steadyMs: 10_000 };
  const results = await takePacedRounds(bench, contenders, { rounds, pace, warmTokens: 100 });
  const gap = (name: (typeof contenders)[number], share: number) =>
    median(results(name).map(({ gaps }) => percentile(gaps, share)));
  const name = `${pace.streams} streams at ${pace.perSecond} tokens/s: gap between two texts`;
  const all = contenders.map((one) => `${one} ${gap(one, 0.5).toFixed(0)} / ${gap(one, 0.99).toFixed(0)}`);
  return [
    atMost(`${name}: p99 ÷ bare relay’s`, gap('footnote', 0.99) / gap('relay', 0.99), 2),
    reported(`${name}: median / p99 in ms`, all.join(', ')),
  ];
};
