/** Writes contract.json and contract.d.ts from contract.prisma; `--check` fails instead where they are stale. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@prisma/orm-mongo/config';
import { executeContractEmit } from '@prisma/orm-toolchain/cli/control-api';

const root = fileURLToPath(new URL('..', import.meta.url));
const emitted = ['contract.json', 'contract.d.ts'];
const read = () => Promise.all(emitted.map((file) => readFile(`${root}prisma/${file}`, 'utf8').catch(() => '')));

const before = await read();
await executeContractEmit({ config: defineConfig({ contract: './prisma/contract.prisma' }), cwd: root });
const after = await read();
const stale = emitted.filter((_, index) => before[index] !== after[index]);
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}; run npm run emit and commit`);
  process.exit(1);
}
console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'up to date');
