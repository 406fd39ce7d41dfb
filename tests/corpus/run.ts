/** `npm run corpus`: reads files that others made and writes docs/library.md; `-- --help` says more. */
import { readFile as readText, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ReadPage } from '#server/library/extract/read-pages.ts';
import type { DocumentKind } from '#shared/document.ts';
import { randomFrom } from '../eval/retrieval/random.ts';
import { fetchFile } from './fetch.ts';
import list from './files.json' with { type: 'json' };
import { checkQuotations } from './quotations.ts';
import { readFile } from './read-file.ts';
import { pageOf } from './report.ts';
import { type Result, resultSchema } from './result.ts';

const help = `Usage: npm run corpus [-- --only WORD]

Fetches files from Debian's packages (apt-get download), reads each as the server does, looks for random sentences of
the PDFs by the quotation check, and writes docs/library.md.

  --only WORD  only files whose path has the word in it; nothing is written
  --show PAGE  with --only: prints the text of this page, with passages marked
  --resume     goes on with a run that was broken off
  --help       this text`;

const seed = 5;
const sentences = 208;
const must = 0.99;
const kinds: Record<string, DocumentKind> = { '.pdf': 'pdf', '.docx': 'docx', '.pptx': 'pptx', '.md': 'markdown' };
const kept = join(tmpdir(), 'footnote-corpus.json');
const kindOf = (path: string): DocumentKind => kinds[extname(path)] ?? 'text';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    show: { type: 'string' },
    resume: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help === true) {
  console.log(help);
  process.exit(0);
}
const { only } = values;
const files = only === undefined ? list : list.filter(({ path }) => path.includes(only));
const each = Math.ceil(sentences / list.filter(({ path }) => kindOf(path) === 'pdf').length) + 1;

const results: Result[] = values.resume === true ? await earlier() : [];
for (const file of files) {
  if (results.some((result) => result.file.path === file.path)) continue;
  const path = await fetchFile(file.package, file.path);
  const kind = kindOf(path);
  const { pages: read, count, seconds, memory, refused } = await readFile(path, kind);
  const isChecked = kind === 'pdf' && refused === null;
  const quotations = isChecked ? await checkQuotations(path, read, each, randomFrom(seed)) : null;
  const passages = read.reduce((sum, page) => sum + page.passages.length, 0);
  const empty = read.filter(({ text }) => text.trim() === '').length;
  results.push({ file, pages: count, passages, empty, seconds, memory, refused, quotations });
  if (only === undefined) await writeFile(kept, JSON.stringify(results));
  const found = quotations === null ? '' : `, ${quotations.missed.length} of ${quotations.tried} sentences missed`;
  console.log(`${file.path}: ${count} pages, ${passages} passages, ${seconds.toFixed(1)} s${found} ${refused ?? ''}`);
  for (const { page, sentence } of quotations?.missed ?? []) console.log(`  p. ${page}: ${JSON.stringify(sentence)}`);
  if (values.show !== undefined) show(read[Number(values.show) - 1]);
}
if (only === undefined) await writeFile(join(import.meta.dirname, '../../docs/library.md'), pageOf(results));

const checks = results.flatMap(({ quotations }) => (quotations === null ? [] : [quotations]));
const tried = checks.reduce((sum, check) => sum + check.tried, 0);
const missed = checks.reduce((sum, check) => sum + check.missed.length, 0);
console.log(`${tried - missed} of ${tried} sentences found`);
process.exit(tried - missed >= must * tried ? 0 : 1);

/** What a run that was broken off has found, with the notes of today. */
async function earlier(): Promise<Result[]> {
  const found = z.array(resultSchema).parse(JSON.parse(await readText(kept, 'utf8').catch(() => '[]')));
  return list.flatMap((file) =>
    found.filter((result) => result.file.path === file.path).map((result) => ({ ...result, file })),
  );
}

function show(page: ReadPage | undefined): void {
  let at = 0;
  for (const { start, end, text } of page?.passages ?? []) {
    console.log(`${page?.text.slice(at, start)}⟦${text}⟧`);
    at = end;
  }
  console.log(page?.text.slice(at));
}
