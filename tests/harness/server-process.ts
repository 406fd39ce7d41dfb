import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { compileCache } from './compile-cache.ts';
import { endWithUs } from './end-with-us.ts';
import { serverFlags } from './server-flags.ts';

export interface ServerProcess extends AsyncDisposable {
  url: string;
  /** what it printed so far, on either stream */
  readonly output: string;
  /** Resolves when it is gone, however that came. */
  readonly exited: Promise<number | null>;
  /** Freezes it, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it by a signal and resolves with its exit code, null where the signal ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/**
 * The server as `npm start` runs it, on a free port. Rejects with what it printed where it does not start.
 *
 * @param entry what is run instead of the server's own entry
 */
export async function startServerProcess(
  env: Record<string, string>,
  entry = 'dist/server/main.js',
): Promise<ServerProcess> {
  const child = spawnServer(env, entry);
  let output = '';
  const ready = Promise.withResolvers<string>();
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    const url = /ready at (\S+)/.exec(output)?.[1];
    if (url !== undefined) ready.resolve(url);
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  const exited = once(child, 'exit').then(() => child.exitCode);
  void exited.then(() => ready.reject(new Error(output)));
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  return {
    url: await ready.promise,
    get output() {
      return output;
    },
    exited,
    signal: (signal) => void child.kill(signal),
    end,
    [Symbol.asyncDispose]: async () => {
      await end('SIGKILL');
    },
  };
}

/** Runs the server until it exits by itself: one that cannot start. */
export async function runServer(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawnServer(env, 'dist/server/main.js');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output };
}

function spawnServer(env: Record<string, string>, entry: string): ChildProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name === 'PATH' || name === 'HOME'),
  );
  const settings = { PORT: '0', LOG_LEVEL: 'warn', ...env };
  const child = spawn(process.execPath, [...serverFlags, entry], {
    env: { ...inherited, ...compileCache, ...settings },
  });
  endWithUs(child);
  return child;
}
