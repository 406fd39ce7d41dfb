import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endWithUs } from '#tests/harness/end-with-us.ts';

/** Runs a part of the bench as `npm run bench` does, just long enough to see that it works. */
async function bench(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['bench/run.ts', ...args]);
  endWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  await once(child, 'close');
  return { code: child.exitCode, output };
}

test('ST-01 what the server adds to the time to the first token is measured beside others, all streams whole and in order', async () => {
  const { code, output } = await bench('streams', '--quick', '--only', 'paced');
  expect(code, output).toBe(0);
  expect(output).toMatch(/\| added time to first token in that run: median \| ≤ 5 ms \| \d+\.\d+ ms \|/);
  expect(output).toMatch(/\| added time to first token in that run: p99 ÷ bare relay’s \| ≤ 3 \| \d+\.\d+ \(/);
  // 20 streams of the application, the relay, socket.io, AI SDK and the direct call
  expect(output).toContain('| 100 of 100 whole and in order |');
}, 120_000);
