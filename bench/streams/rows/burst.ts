import { measureBurst } from '../measure.ts';
import { takeRounds } from '../rounds.ts';
import { median } from '../statistics.ts';
import { atMost, reported } from '../verdict.ts';
import type { Row } from './row.ts';

/** so few that a run costs what it costs without its text */
const shortTokens = 40;
const contenders = ['footnote', 'relay', 'socket-io', 'ai-sdk'] as const;

/** Server's processor time per delivered token, the whole path, when everything comes at once. */
export const burst: Row = async (bench, { quick, rounds }) => {
  const streams = quick ? 20 : 200;
  // an answer as long as the application lets a model write
  const tokens = quick ? 100 : 2_000;
  let shortMs = NaN;
  const results = await takeRounds(
    bench,
    contenders,
    { rounds, users: streams },
    async (running) => {
      await measureBurst(bench, running, streams, tokens);
      if (running.contender !== 'footnote') return;
      const { microsPerToken } = await measureBurst(bench, running, streams, shortTokens);
      shortMs = (microsPerToken * shortTokens) / 1_000;
    },
    (running) => measureBurst(bench, running, streams, tokens),
  );
  const cost = (contender: (typeof contenders)[number]) =>
    median(results(contender).map(({ microsPerToken }) => microsPerToken));
  const own = cost('footnote');
  const name = `CPU per token, ${streams} streams of ${tokens} tokens in burst`;
  const absolute = contenders.map((contender) => `${contender} ${cost(contender).toFixed(1)}`).join(', ');
  return [
    atMost(`${name}: ÷ socket.io with LangChain, an event per token`, own / cost('socket-io'), 0.3),
    atMost(`${name}: ÷ AI SDK`, own / cost('ai-sdk'), 0.25),
    atMost(`${name}: ÷ bare relay`, own / cost('relay'), 1.25),
    reported(`${name}: µs`, absolute),
    reported(
      `all of a run besides its text (question, search, storing, quota, events), ${streams} at once`,
      `${shortMs.toFixed(1)} ms of processor time`,
    ),
  ];
};
