import { setTimeout as sleep } from 'node:timers/promises';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { turnOf } from '#tests/harness/answer-view.ts';
import { atMost, reported, type Verdict } from '../streams/verdict.ts';
import type { ClientBench, Contender } from './bench.ts';
import { longAnswer } from './long-answer.ts';
import { type MainThread, traced } from './trace.ts';

const perSecond = 200;
const question = 'How does osmosis keep a cell upright?';

/** An answer streams into the page, token by token, and what the page's main thread does meanwhile. */
async function stream(bench: ClientBench, contender: Contender, tokens: readonly string[]): Promise<MainThread> {
  await using at = await bench.open(contender, `/class/${bench.classId}/new`);
  await at.page.getByRole('textbox', { name: 'Question' }).waitFor({ timeout: 60_000 });
  const call = await askByHand(bench.app, at.page, question);
  call.send('Thus: ');
  await turnOf(at.page, question).getByText('Thus').waitFor();
  return await traced(at.page, async () => {
    const began = performance.now();
    for (let sent = 0; sent < tokens.length; await sleep(5)) {
      const due = Math.min(tokens.length, Math.round(((performance.now() - began) * perSecond) / 1_000));
      for (; sent < due; sent += 1) call.send(tokens[sent] ?? '');
    }
    call.finish();
    await turnOf(at.page, question).getByRole('button', { name: 'Copy answer' }).waitFor({ timeout: 120_000 });
  });
}

/** The claim: while 10,000 tokens arrive at 200 a second no task takes more than 50 ms, and the main thread is busy for less than 30 %. */
export async function streaming(bench: ClientBench, count: number): Promise<Verdict[]> {
  const tokens = longAnswer(count);
  const own = await stream(bench, 'footnote', tokens);
  bench.app.passMinute();
  const whole = await stream(bench, 'whole text', tokens);
  bench.app.passMinute();
  const share = ({ busy, wall }: MainThread): number => (100 * busy) / wall;
  const longest = ({ tasks }: MainThread): number => tasks[0] ?? 0;
  const what = `${count} tokens at ${perSecond}/s`;
  const over = ({ tasks }: MainThread): number => tasks.filter((ms) => ms > 50).length;
  return [
    atMost(`${what}: longest task`, longest(own), 50, { unit: ' ms' }),
    atMost(`${what}: main thread busy`, share(own), 30, { unit: ' %' }),
    reported(
      `${what}, the whole text read by react-markdown each time`,
      `longest task ${longest(whole).toFixed(0)} ms, ${over(whole)} over 50 ms, main thread busy ${share(whole).toFixed(0)} %`,
    ),
    atMost(`${what}: processor time ÷ that of the whole text`, own.busy / whole.busy, 1),
  ];
}
