import { cpus } from 'node:os';
import { readFile, writeFile } from 'node:fs/promises';
import type { Verdict } from './verdict.ts';

/** The verdicts as a table. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ measure, must, measured, holds }) =>
      `| ${measure} | ${must} | ${measured} | ${holds === null ? 'reported' : holds ? 'holds' : '**does not hold**'} |`,
  );
  return ['| measure | must | measured | |', '|---|---|---|---|', ...rows].join('\n');
}

/** Puts a bench's table into a page, between the bench's marks; what stands around them stays. */
export async function writeTable(
  page: string,
  bench: string,
  command: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  const begin = `<!-- ${bench} -->`;
  const end = `<!-- /${bench} -->`;
  const text = await readFile(page, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const after = rest.split(end)[1] ?? '';
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  const section = `${begin}\n\n\`${command}\`, ${day}, ${machine}.\n\n${tableOf(verdicts)}\n\n${end}`;
  await writeFile(page, `${before}${section}${after}`);
}
