/** `npm run eval`: measures the quality of answers part by part and writes docs/quality.md; `-- --help` says more. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parts } from './parts.ts';
import { printSection, type Section } from './section.ts';

const file = join(import.meta.dirname, '../../docs/quality.md');
const names = Object.keys(parts);

const help = `Usage: npm run eval [-- --only ${names.join(',')}]

Measures how good answers are and prints a table for each part. A run of all parts writes docs/quality.md.

  --only NAMES  some of the parts, separated by commas; nothing is written
  --help        this text`;

const intro = `# Quality

\`npm run eval\` measures this and writes this page; \`--only NAME\` runs one part. Sets for tuning and sets for judging are
separate files; figures are those of the judging sets unless a row says otherwise.
`;

function choose(): string[] {
  const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    console.log(help);
    process.exit(0);
  }
  const chosen = values.only?.split(',') ?? names;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}. Parts: ${names.join(', ')}.`);
  return chosen;
}

async function main(): Promise<boolean> {
  const chosen = choose();
  const sections: Section[] = [];
  for (const name of chosen) {
    const section = await parts[name]?.();
    if (section === undefined) continue;
    sections.push(section);
    console.log(printSection(section));
  }
  if (chosen.length === names.length) {
    await writeFile(file, `${intro}\n${sections.map(printSection).join('\n')}`);
    console.log('Written: docs/quality.md');
  }
  return sections.every(({ rows }) => rows.every(({ holds }) => holds !== false));
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
