import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const changedAt = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.mtimeMs ?? 0;

async function newest(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true }).catch(() => []);
  return Math.max(await changedAt(path), ...(await Promise.all(entries.map((entry) => changedAt(join(path, entry))))));
}

/**
 * Whether what was built is missing or older than what it is built from.
 *
 * @param built the file that is written last
 * @param sources files, and folders with all that is in them
 */
export async function isStale(built: string, sources: readonly string[]): Promise<boolean> {
  const changes = await Promise.all(sources.map(newest));
  return (await changedAt(built)) < Math.max(...changes);
}
