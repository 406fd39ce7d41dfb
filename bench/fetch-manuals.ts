import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { questionsWithoutEvidence } from './manual-evidence.ts';
import list from './retrieval-questions.json' with { type: 'json' };

const run = promisify(execFile);
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
      await unpack(manual, file);
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

async function unpack(manual: Manual, file: string): Promise<void> {
  const folder = join(cache, manual.id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await download(manual, folder);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get downloaded nothing for ${manual.debianPackage}`);
  await command('dpkg-deb', ['-x', archive, '.'], folder);
  await rm(join(folder, archive));
  const compressed = await readFile(`${file}.gz`).catch(() => null);
  if (compressed !== null) await writeFile(file, await promisify(gunzip)(compressed));
  await access(file).catch(() => {
    throw new Error(`${manual.debianPackage} no longer holds ${manual.path}`);
  });
}

async function download(manual: Manual, folder: string): Promise<void> {
  const { debianPackage, version } = manual;
  try {
    await command('apt-get', ['download', `${debianPackage}=${version}`], folder);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes(`'${version}'`)) throw error;
    console.warn(`${debianPackage} ${version} is not offered here; taking the version that is.`);
    await command('apt-get', ['download', debianPackage], folder);
  }
}

async function command(name: string, args: string[], cwd: string): Promise<void> {
  try {
    await run(name, args, { cwd, timeout: 300_000, env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT') {
      throw new Error(`${name} is missing: the manuals come from Debian packages, on Debian or Ubuntu`, {
        cause: error,
      });
    }
    const hint = error.message.includes('Unable to locate') ? ' Run `apt-get update` and try again.' : '';
    throw new Error(`${name} ${args.join(' ')} failed: ${error.message}${hint}`, { cause: error });
  }
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
