import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '../../dist/client');

/**
 * What must be loaded before the first paint, of the built web app: the scripts that index.html names and those that
 * they import, not those that are imported when they are needed.
 *
 * @returns bytes of all of them, each compressed by gzip
 */
export async function firstPaintScripts(): Promise<number> {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const queue = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) => file);
  const known = new Set(await readdir(join(folder, 'assets')));
  const seen = new Set<string>();
  let bytes = 0;
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const script = await readFile(join(folder, file), 'utf8');
    bytes += gzipSync(script).length;
    for (const [, name = ''] of script.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      if (known.has(name)) queue.push(`assets/${name}`);
    }
  }
  return bytes;
}
