import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBench } from './streams/bench.ts';
import { tableOf, writeTable } from './streams/report.ts';
import { burst } from './streams/rows/burst.ts';
import { gaps } from './streams/rows/gaps.ts';
import { many } from './streams/rows/many.ts';
import { memory } from './streams/rows/memory.ts';
import { paced } from './streams/rows/paced.ts';
import type { Row } from './streams/rows/row.ts';
import type { Verdict } from './streams/verdict.ts';

/**
 * The stream and memory rows of the performance budget, against other ways to do the same, side by side in one run; every
 * stream of every contender is checked to be whole and in order. Only processor time of the server under test counts: the
 * model server and the clients are processes of their own.
 *
 * `npm run bench -- streams [--only burst,paced,gaps,many,memory] [--rounds 5] [--quick] [--write] [--profile DIR]`
 */
const rows: Record<string, Row> = { burst, paced, gaps, many, memory };

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    only: { type: 'string', default: Object.keys(rows).join(',') },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const { quick, write, profile } = values;
const rounds = Number(values.rounds ?? (quick ? 1 : 5));
const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];

const verdicts: Verdict[] = [];
await using bench = await openBench(quick ? 100 : 2_000, flags);
for (const name of values.only.split(',')) {
  const row = rows[name];
  if (row === undefined) throw new Error(`no row ${name}; there are ${Object.keys(rows).join(', ')}`);
  console.log(`${name} (load of the machine before: ${loadavg()[0]?.toFixed(1)})`);
  verdicts.push(...(await row(bench, { quick, rounds })));
}
console.log(`\n${tableOf(verdicts)}`);
const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
if (write) await writeTable(join(import.meta.dirname, '../docs/performance.md'), 'streams', command, verdicts);
process.exitCode = quick || verdicts.every(({ holds }) => holds !== false) ? 0 : 1;
