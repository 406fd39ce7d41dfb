import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it where they are missing. Node's own `recursive` never ends where a file system says
 * ENOENT of a folder whose parent is there, as /proc does.
 *
 * @param mode of the folders that are made
 * @throws     the file system's error, with its `code` and `path`
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  const missing = await makeOne(path, mode);
  if (missing === null) return;
  const above = dirname(path);
  if (above === path) throw missing;
  await makeFolder(above, mode);
  const again = await makeOne(path, mode);
  if (again !== null) throw again;
}

/** @returns the error where the folder above is missing, or says so; null where the folder is there now */
async function makeOne(path: string, mode: number): Promise<Error | null> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return error;
    if (!isCode(error, 'EEXIST') || !(await isFolder(path))) throw error;
  }
  return null;
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const isCode = (error: unknown, code: string): error is Error =>
  error instanceof Error && 'code' in error && error.code === code;
