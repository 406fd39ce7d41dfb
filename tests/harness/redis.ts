import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisServerPath } from '#tests/machine.ts';
import { endWithUs } from './end-with-us.ts';

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Ends the server at once, as a crash does; resolves when it is gone. */
  stop(): Promise<void>;
  /** Starts it anew on the same port; it comes back empty. */
  start(): Promise<void>;
  restart(): Promise<void>;
  flush(): Promise<void>;
  /** Half-open: connections stay, and new ones are taken, but nothing is answered until `thaw`. */
  freeze(): void;
  thaw(): void;
}

/** A Redis server of the test's own, on a free port, that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'footnote-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = await spawnRedis(port, dir);
  const stop = async () => {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill('SIGKILL');
    await exited;
  };
  const start = async () => {
    child ??= await spawnRedis(port, dir);
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop,
    start,
    restart: async () => {
      await stop();
      await start();
    },
    flush: () => flushAll(port),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function spawnRedis(port: number, dir: string): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'no'];
  const child = spawn(redisServerPath, settings, { stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  const ready = Promise.withResolvers<void>();
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
    if (output.includes('Ready to accept connections')) ready.resolve();
  });
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.once('error', ready.reject);
  child.once('exit', () => ready.reject(new Error(`redis-server did not start: ${output}`)));
  await ready.promise;
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

async function flushAll(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.end('FLUSHALL\r\n');
  let reply = '';
  socket.on('data', (chunk) => (reply += chunk.toString()));
  await once(socket, 'close');
  if (!reply.startsWith('+OK')) throw new Error('redis-server was not flushed');
}
