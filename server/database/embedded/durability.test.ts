import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openEmbedded } from './client.ts';
import { temporaryDirectory } from './testing/temporary.ts';

const WRITER = fileURLToPath(new URL('testing/write-until-killed.ts', import.meta.url));

/** Lets a writer work and kills it without warning; resolves with the numbers that it acknowledged. */
async function writeAndKill(directory: string, first: number, afterMs: number): Promise<number[]> {
  const child = spawn(process.execPath, [WRITER, directory, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  let output = '';
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      resolve();
    });
  });
  const ended = new Promise<void>((resolve) => child.stdout.on('close', resolve));
  await Promise.race([started, exited]);
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  expect(await exited).toBe('SIGKILL');
  await ended;
  return output.split('\n').slice(0, -1).map(Number);
}

function expectSound(directory: string): void {
  const file = new DatabaseSync(join(directory, 'footnote.db'));
  expect(file.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  file.close();
}

test(
  'killed 25 times at any moment, it loses nothing that was acknowledged and opens sound',
  { timeout: 120_000 },
  async () => {
    const directory = await temporaryDirectory();
    const acknowledged = new Set<number>();
    for (let round = 0, first = 0; round < 25; round++) {
      const written = await writeAndKill(directory, first, Math.random() * 60);
      expect(written.length).toBeGreaterThan(0);
      for (const number of written) acknowledged.add(number);

      if (round % 2 === 0) expectSound(directory);
      const client = await openEmbedded({ directory });
      const things = client.db('test').collection('things');
      const ids = new Set((await things.find({}, { projection: { _id: 1 } }).toArray()).map((doc) => doc['_id']));
      expect([...acknowledged].filter((number) => !ids.has(number))).toEqual([]);
      expect(await things.findOne({ _id: written[0] })).toMatchObject({
        text: `document ${written[0]}`.repeat(30),
      });
      const counter = await things.findOne({ _id: 'counter' });
      expect(counter?.['written']).toBeGreaterThanOrEqual(acknowledged.size);
      await client.close();
      expectSound(directory);
      first = Math.max(...[...ids].filter((id) => typeof id === 'number')) + 1;
    }
    expect(acknowledged.size).toBeGreaterThan(100);
  },
);
