/** `npm run corpus`: reads files that others made and writes docs/library.md; `-- --help` says more. */
import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DocumentKind } from '#shared/document.ts';
import { randomFrom } from '../eval/retrieval/random.ts';
import { fetchFile } from './fetch.ts';
import list from './files.json' with { type: 'json' };
import { checkQuotations } from './quotations.ts';
import { readFile } from './read-file.ts';
import { pageOf, type Result } from './report.ts';

const help = `Usage: npm run corpus [-- --only WORD]

Fetches files from Debian's packages (apt-get download), reads each as the server does, looks for random sentences of
the PDFs by the quotation check, and writes docs/library.md.

  --only WORD  only files whose path has the word in it; nothing is written
  --show PAGE  with --only: prints the text of this page, with passages marked
  --help       this text`;

const seed = 5;
const sentences = 208;
const must = 0.99;
const kinds: Record<string, DocumentKind> = { '.pdf': 'pdf', '.docx': 'docx', '.pptx': 'pptx', '.md': 'markdown' };
const kindOf = (path: string): DocumentKind => kinds[extname(path)] ?? 'text';

const { values } = parseArgs({
  options: { only: { type: 'string' }, show: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help === true) {
  console.log(help);
  process.exit(0);
}
const { only } = values;
const files = only === undefined ? list : list.filter(({ path }) => path.includes(only));
const each = Math.ceil(sentences / list.filter(({ path }) => kindOf(path) === 'pdf').length) + 1;

const results: Result[] = [];
for (const file of files) {
  const path = await fetchFile(file.package, file.path);
  const kind = kindOf(path);
  const reading = await readFile(path, kind);
  const random = randomFrom(seed);
  const isChecked = kind === 'pdf' && reading.refused === null;
  const quotations = isChecked ? await checkQuotations(path, reading.pages, each, random) : null;
  results.push({ file, reading, quotations });
  const found = quotations === null ? '' : `, ${quotations.missed.length} of ${quotations.tried} sentences missed`;
  console.log(`${file.path}: ${reading.count} pages, ${reading.seconds.toFixed(1)} s${found}${reading.refused ?? ''}`);
  for (const { page, sentence } of quotations?.missed ?? []) console.log(`  p. ${page}: ${JSON.stringify(sentence)}`);
  if (values.show !== undefined) show(reading.pages[Number(values.show) - 1]);
}
if (only === undefined) await writeFile(join(import.meta.dirname, '../../docs/library.md'), pageOf(results));

const checks = results.flatMap(({ quotations }) => (quotations === null ? [] : [quotations]));
const tried = checks.reduce((sum, check) => sum + check.tried, 0);
const missed = checks.reduce((sum, check) => sum + check.missed.length, 0);
console.log(`${tried - missed} of ${tried} sentences found`);
process.exit(tried - missed >= must * tried ? 0 : 1);

function show(page: Result['reading']['pages'][number] | undefined): void {
  let at = 0;
  for (const { start, end, text } of page?.passages ?? []) {
    console.log(`${page?.text.slice(at, start)}⟦${text}⟧`);
    at = end;
  }
  console.log(page?.text.slice(at));
}
