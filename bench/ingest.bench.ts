import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#shared/ids.ts';
import { connect, signUp } from '#tests/harness/connect.ts';
import { fileOfPackage, unpackPackage } from '#tests/harness/debian-package.ts';
import { classWith, osmosis, settled, upload } from '#tests/harness/documents.ts';
import { childrenOf, memoryOf } from '#tests/harness/process-memory.ts';
import { startServerProcess } from '#tests/harness/server-process.ts';
import { tableOf, writeTable } from './streams/report.ts';
import type { Verdict } from './streams/verdict.ts';

/**
 * The claim: a PDF of 1,000 pages is ready (keyword) within 30 s, the server's event loop is never held longer than
 * 100 ms, and server and reading process together take at most 400 MB more than the server at rest.
 * The PDF is the manual of GNU Octave out of its Debian package; a PDF named on the command line is taken instead.
 *
 * `npm run bench -- ingest [--write] [FILE]`; Linux only
 */
const must = { seconds: 30, heldMs: 100, megabytes: 400 };
const lookMs = 50;
const named = process.argv.slice(3).find((argument) => argument !== '--write');

await import('../build/run.ts');
const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
const content = new Uint8Array(await readFile(named ?? (await manual())));
await using server = await startServerProcess({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' });
const [pid] = await childrenOf(process.pid);
if (pid === undefined) throw new Error('the server cannot be looked at: this needs /proc');
const { token } = await signUp(server.url);
const connection = connect(server.url, token);
// what is loaded with the first document is there before
await classWith(server, { token, client: connection.client }, [osmosis]);
await heldMs();

const load = loadavg()[0]?.toFixed(1);
const atRest = (await memoryOf(pid)).now;
const most = { together: atRest, server: atRest, reading: 0 };
const looking = setInterval(() => void look(pid), lookMs);
const { classId } = await connection.client.classes.create.mutate({ classId: newId(), name: 'Manuals' });
const began = performance.now();
const { reply } = await upload(server, token, classId, [{ name: 'manual.pdf', content }]);
const { status, pages, error } = await settled(connection.client, reply.documents[0]?.documentId ?? '');
const seconds = (performance.now() - began) / 1_000;
clearInterval(looking);
const held = await heldMs();
connection.close();
if (status !== 'ready') throw new Error(`not read: ${error ?? status}`);

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
const extra = most.together - atRest;
const verdicts: Verdict[] = [
  {
    measure: `a PDF of ${pages} pages to \`ready\` (keyword)`,
    must: `≤ ${must.seconds} s for 1,000 pages`,
    measured: `${seconds.toFixed(1)} s`,
    holds: (seconds * 1_000) / Math.max(pages, 1_000) <= must.seconds,
  },
  {
    measure: 'in that run, the server’s event loop is held at most',
    must: `≤ ${must.heldMs} ms`,
    measured: `${held.toFixed(0)} ms`,
    holds: held <= must.heldMs,
  },
  {
    measure: 'in that run, memory over the server at rest: server and reading process together',
    must: `≤ ${must.megabytes} MB`,
    measured: `${megabytes(extra)} MB (server at rest ${megabytes(atRest)}, at most ${megabytes(most.server)}; reading process at most ${megabytes(most.reading)})`,
    holds: extra <= must.megabytes * 1e6,
  },
  { measure: 'load of the machine before', must: '', measured: String(load), holds: null },
];
console.log(tableOf(verdicts));
if (process.argv.includes('--write')) {
  const page = join(import.meta.dirname, '../docs/performance.md');
  await writeTable(page, 'ingest', 'npm run bench -- ingest --write', verdicts);
}
await server.end('SIGTERM');
await rm(folder, { recursive: true });
process.exit(verdicts.every(({ holds }) => holds !== false) ? 0 : 1);

async function manual(): Promise<string> {
  await unpackPackage('octave-doc', join(folder, 'package'));
  return fileOfPackage(join(folder, 'package'), 'usr/share/doc/octave/octave.pdf');
}

/** How long the server's event loop was held at most since this was last asked. */
async function heldMs(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return 1_000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1] ?? Infinity);
}

async function look(of: number): Promise<void> {
  const [own, ...reading] = await Promise.all([of, ...(await childrenOf(of))].map(memoryOf));
  const theirs = reading.reduce((sum, { now }) => sum + now, 0);
  most.server = Math.max(most.server, own?.now ?? 0);
  most.reading = Math.max(most.reading, theirs);
  most.together = Math.max(most.together, (own?.now ?? 0) + theirs);
}
