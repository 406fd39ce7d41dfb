import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileOfPackage, unpackPackage } from '#tests/harness/debian-package.ts';
import { questionsWithoutEvidence } from './manual-evidence.ts';
import list from './retrieval-questions.json' with { type: 'json' };

const cache = join(tmpdir(), 'footnote-manuals');

type Manual = (typeof list.documents)[number];

/**
 * Brings the PDFs that `retrieval-questions.json` asks about out of their Debian packages, into a cache folder under
 * the system's temporary folder. What is there already with the right content is not fetched again.
 * A package that is offered in another version is used all the same, with a warning that says which questions no
 * longer fit.
 *
 * @returns one path per manual, in the order of the list
 * @throws  Error when apt or dpkg is missing, or a package cannot be had
 */
export async function fetchManuals(): Promise<{ id: string; file: string }[]> {
  const files: { id: string; file: string }[] = [];
  for (const manual of list.documents) {
    const file = join(cache, manual.id, manual.path);
    if (!(await isTheManual(file, manual))) {
      await unpack(manual);
      if (!(await isTheManual(file, manual))) await warnOfChange(manual, file);
    }
    files.push({ id: manual.id, file });
  }
  return files;
}

async function isTheManual(file: string, manual: Manual): Promise<boolean> {
  const content = await readFile(file).catch(() => null);
  return content !== null && createHash('sha256').update(content).digest('hex') === manual.sha256;
}

async function unpack({ id, debianPackage, path, version }: Manual): Promise<void> {
  const folder = join(cache, id);
  await unpackPackage(debianPackage, folder, version);
  await fileOfPackage(folder, path);
}

async function warnOfChange(manual: Manual, file: string): Promise<void> {
  console.warn(`${manual.title}: not the file that the questions were written from.`);
  const missing = await questionsWithoutEvidence(manual, file);
  if (missing === null) console.warn('  pdftotext is missing, so the pages were not checked.');
  else if (missing.length === 0) console.warn('  All evidence is still on its page.');
  for (const question of missing ?? []) console.warn(`  page has changed: ${question}`);
}

if (import.meta.main) {
  for (const { id, file } of await fetchManuals()) {
    const manual = list.documents.find((one) => one.id === id);
    const missing = manual ? await questionsWithoutEvidence(manual, file) : [];
    const verdict = missing === null ? 'pages not checked, pdftotext is missing' : `${missing.length} without evidence`;
    console.log(`${id}\t${file}\t${manual?.questions.length ?? 0} questions, ${verdict}`);
    for (const question of missing ?? []) console.log(`\t${question}`);
  }
}
