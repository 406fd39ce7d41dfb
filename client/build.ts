/** Builds the web app where it is missing or older than its sources. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/client/index.html');
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];

const changedAt = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.mtimeMs ?? 0;

async function newest(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true }).catch(() => []);
  return Math.max(await changedAt(path), ...(await Promise.all(entries.map((entry) => changedAt(join(path, entry))))));
}

const newestSource = Math.max(...(await Promise.all(sources.map((source) => newest(join(root, source))))));
if ((await changedAt(built)) < newestSource) {
  console.log('Building the web app …');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}
