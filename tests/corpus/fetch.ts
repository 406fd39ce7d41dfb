import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileOfPackage, unpackPackage } from '../harness/debian-package.ts';

const cache = join(tmpdir(), 'footnote-corpus');

/**
 * Brings a file out of its Debian package, into a folder under the system's temporary folder. What is there already is
 * not fetched again.
 *
 * @returns its path
 * @throws  Error when it cannot be had
 */
export async function fetchFile(name: string, path: string): Promise<string> {
  const folder = join(cache, name);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) await unpackPackage(name, folder);
  return fileOfPackage(folder, path);
}
