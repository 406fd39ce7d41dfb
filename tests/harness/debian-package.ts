import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const run = promisify(execFile);

/**
 * Unpacks a Debian package into a folder, which is emptied before.
 *
 * @param version the one that is wanted; if it is not offered, the one that is, with a warning
 * @throws        Error when apt or dpkg is missing, or the package cannot be had
 */
export async function unpackPackage(name: string, folder: string, version?: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await download(name, folder, version);
  const archive = (await readdir(folder)).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get downloaded nothing for ${name}`);
  await command('dpkg-deb', ['-x', archive, '.'], folder);
  await rm(join(folder, archive));
}

/**
 * The path of a file out of an unpacked package; packages compress some of their files.
 *
 * @throws Error when it is not there
 */
export async function fileOfPackage(folder: string, path: string): Promise<string> {
  const file = join(folder, path);
  const compressed = await readFile(`${file}.gz`).catch(() => null);
  if (compressed !== null) await writeFile(file, await promisify(gunzip)(compressed));
  await access(file).catch(() => {
    throw new Error(`the package no longer holds ${path}`);
  });
  return file;
}

async function download(name: string, folder: string, version: string | undefined): Promise<void> {
  if (version === undefined) return command('apt-get', ['download', name], folder);
  try {
    await command('apt-get', ['download', `${name}=${version}`], folder);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes(`'${version}'`)) throw error;
    console.warn(`${name} ${version} is not offered here; taking the version that is.`);
    await command('apt-get', ['download', name], folder);
  }
}

async function command(name: string, args: string[], cwd: string): Promise<void> {
  try {
    await run(name, args, { cwd, timeout: 600_000, env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT') {
      throw new Error(`${name} is missing: the files come from Debian packages, on Debian or Ubuntu`, { cause: error });
    }
    const hint = error.message.includes('Unable to locate') ? ' Run `apt-get update` and try again.' : '';
    throw new Error(`${name} ${args.join(' ')} failed: ${error.message}${hint}`, { cause: error });
  }
}
