/** `npm run bench -- NAME`: runs one measurement; without a name, or with --help, lists them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const suffix = '.bench.ts';
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));
const name = process.argv[2];
if (name === undefined || !names.includes(name)) {
  console.log(`Usage: npm run bench -- NAME\n\n  NAME  ${names.join(', ')}`);
  process.exit(name === undefined || name === '--help' ? 0 : 1);
}
await import(join(import.meta.dirname, `${name}${suffix}`));
