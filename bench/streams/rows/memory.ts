import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { measureBurst } from '../measure.ts';
import { memorySchema } from '../probe.ts';
import { startContender } from '../start-contender.ts';
import { atMost, reported } from '../verdict.ts';
import type { Row } from './row.ts';

const kibibyte = 1_024;
const nothing = z.unknown();

/** What sockets and streams cost in memory: differences over many, of the heap and what it holds outside, after collections. */
export const memory: Row = async (bench, { quick }) => {
  const sockets = quick ? 100 : 1_000;
  const streams = quick ? 50 : 500;
  const perSecond = 2;
  await using running = await startContender(bench, 'footnote', sockets);
  const { server } = running;
  const read = async () => {
    const { rss, heap, external } = (await server?.call('memory', memorySchema)) ?? {
      rss: NaN,
      heap: NaN,
      external: NaN,
    };
    return { rss, held: heap + external };
  };
  // everything that is made once is made
  await measureBurst(bench, running, sockets, 100);
  await measureBurst(bench, running, sockets, 100);
  await bench.load.call('close', nothing, 'footnote');
  await sleep(quick ? 500 : 65_000);
  const empty = await read();
  await running.open(sockets);
  await sleep(500);
  const idle = await read();
  await bench.model.call('plan', nothing, { tokens: 1_000, perSecond });
  await bench.load.call('start', nothing, { contender: 'footnote', streams, tokens: 1_000, rampMs: 1_000 });
  await sleep(quick ? 2_000 : 20_000);
  const busy = await read();
  await bench.model.call('hurry', nothing);
  await bench.load.call('finish', nothing);
  const per = (from: number, to: number, count: number) => (to - from) / count / kibibyte;
  return [
    atMost(`memory of an idle socket, over ${sockets}`, per(empty.held, idle.held, sockets), 20, {
      unit: ' KiB',
      detail: `resident ${per(empty.rss, idle.rss, sockets).toFixed(1)}`,
    }),
    atMost(`memory of a running stream, over ${streams}`, per(idle.held, busy.held, streams), 60, {
      unit: ' KiB',
      detail: `resident ${per(idle.rss, busy.rss, streams).toFixed(1)}`,
    }),
    reported('measured as', 'heap in use and external memory after three collections'),
  ];
};
