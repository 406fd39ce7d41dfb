/** `npm run acceptance`: runs every case and prints a row per id; `-- --json` prints the states alone, as JSON. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { lacks } from '../machine.ts';
import { runVitest } from '../run-vitest.ts';
import { acceptanceIds } from './ids.ts';
import { type State, statesOf } from './states.ts';

const reportSchema = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })),
});

const asJson = process.argv.includes('--json');
const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
const report = join(folder, 'report.json');
const without = lacks().map(({ project }) => `--project=!${project}`);
const output = asJson ? 'ignore' : 'inherit';
const reporters = ['--reporter=json', `--outputFile.json=${report}`, ...(asJson ? [] : ['--reporter=default'])];
await runVitest([...reporters, ...without], ['ignore', output, 'inherit']);

const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
rmSync(folder, { recursive: true });
const states = statesOf(
  acceptanceIds,
  testResults.flatMap(({ assertionResults }) => assertionResults),
);

if (asJson) console.log(JSON.stringify(Object.fromEntries(states), null, 2));
else {
  for (const [id, state] of states) console.log(`${id.padEnd(7)}${state}`);
  const count = (state: State) => [...states.values()].filter((each) => each === state).length;
  const all: State[] = ['passed', 'partial', 'failed', 'skipped', 'missing'];
  console.log(all.map((state) => `${count(state)} ${state}`).join(', '));
  for (const { why } of lacks()) console.log(`Not run: ${why}`);
}
process.exit([...states.values()].includes('failed') ? 1 : 0);
