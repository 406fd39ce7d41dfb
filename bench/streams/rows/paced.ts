import { takePacedRounds } from '../rounds.ts';
import { median, percentile } from '../statistics.ts';
import { asserted, atMost, reported } from '../verdict.ts';
import type { Row } from './row.ts';

const contenders = ['footnote', 'relay', 'socket-io', 'ai-sdk', 'direct'] as const;
type Name = (typeof contenders)[number];

/** Processor time at a model's usual pace, and what the server adds to the time to the first token meanwhile. */
export const paced: Row = async (bench, { quick, rounds }) => {
  const pace = quick
    ? { streams: 20, perSecond: 50, rampMs: 500, steadyMs: 500 }
    : { streams: 200, perSecond: 50, rampMs: 10_000, steadyMs: 10_000 };
  const results = await takePacedRounds(bench, contenders, { rounds, pace, warmTokens: 200 });
  const cost = (name: Name) => median(results(name).map(({ microsPerToken }) => microsPerToken));
  const first = (name: Name) => results(name).flatMap(({ firstTokenMs }) => firstTokenMs);
  const streams = contenders.flatMap(first).length;
  const direct = median(first('direct'));
  const added = (name: Name, share: number) => percentile(first(name), share) - direct;
  const name = `${pace.streams} streams at ${pace.perSecond} tokens/s after a ramp of ${pace.rampMs / 1_000} s`;
  const own = cost('footnote');
  const costs = contenders
    .filter((contender) => contender !== 'direct')
    .map((contender) => `${contender} ${cost(contender).toFixed(1)}`);
  const firsts = contenders.map(
    (contender) =>
      `${contender} ${percentile(first(contender), 0.5).toFixed(1)} / ${percentile(first(contender), 0.99).toFixed(1)}`,
  );
  return [
    atMost(`CPU per token, ${name}: ÷ socket.io with LangChain, an event per token`, own / cost('socket-io'), 0.7),
    atMost(`CPU per token, ${name}: ÷ AI SDK`, own / cost('ai-sdk'), 0.55),
    reported(`CPU per token, ${name}: ÷ bare relay`, (own / cost('relay')).toFixed(2)),
    reported(`CPU per token, ${name}: µs`, costs.join(', ')),
    atMost('added time to first token in that run: median', added('footnote', 0.5), 5, { unit: ' ms' }),
    atMost(
      'added time to first token in that run: p99 ÷ bare relay’s',
      added('footnote', 0.99) / added('relay', 0.99),
      3,
      {
        detail: `${added('footnote', 0.99).toFixed(1)} and ${added('relay', 0.99).toFixed(1)} ms over the direct median`,
      },
    ),
    reported('time to first token in that run, median / p99 in ms', firsts.join(', ')),
    asserted('streams of that run: nothing lost, doubled or reordered', `${streams} of ${streams} whole and in order`),
  ];
};
