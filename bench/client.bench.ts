import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ClientBench, openClientBench } from './client/bench.ts';
import { firstPaintScripts } from '#tests/harness/first-paint.ts';
import { coldLoad } from './client/cold-load.ts';
import { heap } from './client/heap.ts';
import { streaming } from './client/streaming.ts';
import { thread } from './client/thread.ts';
import { tableOf, writeTable } from './streams/report.ts';
import { atMost, type Verdict } from './streams/verdict.ts';

/**
 * The web app's rows of the performance budget, traced in Chromium: how much is loaded, what a long answer costs while it
 * streams, beside the same page that reads the whole text each time. Processor time of the page's main thread counts.
 *
 * `npm run bench -- client [--only size,load,streaming,thread,heap] [--quick] [--write]`
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const { quick } = values;
const rows: Record<string, (bench: ClientBench) => Promise<Verdict[]>> = {
  size: async () => [
    atMost('scripts before the first paint, gzip', (await firstPaintScripts()) / 1_000, 250, { unit: ' kB' }),
  ],
  load: coldLoad,
  streaming: (bench) => streaming(bench, quick ? 1_000 : 10_000),
  thread: (bench) => thread(bench, quick ? 100 : 1_000),
  heap: (bench) => heap(bench, quick ? [2, 6] : [5, 50]),
};

await import('../build/run.ts');
await using bench = await openClientBench();
const verdicts: Verdict[] = [];
for (const name of values.only?.split(',') ?? Object.keys(rows)) {
  const row = rows[name];
  if (row === undefined) throw new Error(`no row ${name}; there are ${Object.keys(rows).join(', ')}`);
  verdicts.push(...(await row(bench)));
}
console.log(tableOf(verdicts));
const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
if (values.write) await writeTable(join(import.meta.dirname, '../docs/performance.md'), 'client', command, verdicts);
process.exitCode = quick || verdicts.every(({ holds }) => holds !== false) ? 0 : 1;
