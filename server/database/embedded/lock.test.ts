import { execFile, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openEmbedded } from './client.ts';
import { DataDirLockedError } from './lock.ts';
import { temporaryDirectory } from './testing/temporary.ts';

const WRITER = fileURLToPath(new URL('testing/write-until-killed.ts', import.meta.url));

async function otherProcess(directory: string): Promise<number> {
  const child = spawn(process.execPath, [WRITER, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  onTestFinished(() => {
    child.kill('SIGKILL');
    return exited;
  });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  child.stdout.resume();
  return child.pid ?? 0;
}

test('a second process is refused and told who owns the directory', async () => {
  const directory = await temporaryDirectory();
  const pid = await otherProcess(directory);
  const failure: unknown = await openEmbedded({ directory }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DataDirLockedError);
  expect(failure).toMatchObject({ directory, pid });
  expect(String(failure)).toContain(directory);
  expect(String(failure)).toContain(String(pid));
});

test('even without the lock file a second process cannot open the database', async () => {
  const directory = await temporaryDirectory();
  await otherProcess(directory);
  await rm(join(directory, 'lock'));
  await expect(openEmbedded({ directory })).rejects.toBeInstanceOf(DataDirLockedError);
});

test('the same process cannot open it twice, and can again after close', async () => {
  const directory = await temporaryDirectory();
  const first = await openEmbedded({ directory });
  await expect(openEmbedded({ directory })).rejects.toMatchObject({ name: 'DataDirLockedError', pid: process.pid });
  await first.close();
  await expect(readFile(join(directory, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  await (await openEmbedded({ directory })).close();
});

test('the lock of a dead process, of a reused number, or with unreadable content is taken over', async () => {
  const directory = await temporaryDirectory();
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
  const stale = [
    JSON.stringify({ pid: Number(stdout), started: null }),
    JSON.stringify({ pid: process.ppid, started: 'another boot/12345' }),
    JSON.stringify({ pid: process.pid, started: 'another boot/12345' }),
    '',
    '{"pid":',
  ];
  for (const content of stale) {
    await writeFile(join(directory, 'lock'), content);
    const client = await openEmbedded({ directory });
    expect(JSON.parse(await readFile(join(directory, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await client.close();
  }
});
