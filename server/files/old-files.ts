import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { missingAsNull } from './missing.ts';

/** Paths of a folder's files that were last written before `before`. */
export async function* oldFiles(folder: string, before: Date): AsyncGenerator<string> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await missingAsNull(stat(path));
    if (found?.isFile() === true && found.mtime < before) yield path;
  }
}
