import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Unreadable } from './page-source.ts';
import type { ReadBatch, ReadRequest } from './read-pages.ts';

export type ReadingMessage =
  | { type: 'batch'; batch: ReadBatch }
  | { type: 'done' }
  | { type: 'unreadable'; reason: string }
  | { type: 'broken'; cause: string };

const program = fileURLToPath(new URL('./reading-process.ts', import.meta.url));
const heapMb = 512;
const defaultSilenceMs = 60_000;

/**
 * Reads a file in a process of its own, which may read files and nothing else: neither the file's size nor what is in
 * it can hold up or bring down the server.
 *
 * @param silenceMs how long one batch may take
 * @throws          Unreadable with a reason for the document's owner; AbortError when `signal` was aborted
 */
export async function* readDocument(
  request: ReadRequest,
  signal: AbortSignal,
  silenceMs = defaultSilenceMs,
): AsyncGenerator<ReadBatch> {
  const child = fork(program, [JSON.stringify(request)], {
    execArgv: [`--max-old-space-size=${heapMb}`, '--permission', '--allow-fs-read=*', '--allow-worker'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // a message that can no longer be delivered says nothing that the exit does not say
  child.on('error', () => {});
  try {
    for (;;) {
      const message = await ask(child, signal, silenceMs);
      if (message.type === 'done') return;
      if (message.type === 'unreadable') throw new Unreadable(message.reason);
      if (message.type === 'broken') throw new Unreadable('It is broken and cannot be read.', { cause: message.cause });
      yield message.batch;
    }
  } finally {
    child.kill('SIGKILL');
  }
}

/** Asks for the next batch. */
async function ask(child: ChildProcess, stopped: AbortSignal, silenceMs: number): Promise<ReadingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadingMessage>();
  const stop = (): void => reject(stopped.reason);
  const ended = (code: number | null, by: string | null): void =>
    reject(new Unreadable('It is broken or too large to be read.', { cause: `ended with ${code ?? by}` }));
  const failed = (cause: Error): void => reject(new Error('the reading process does not answer', { cause }));
  const silence = setTimeout(() => reject(new Unreadable('Reading it took too long.')), silenceMs);
  stopped.addEventListener('abort', stop, { once: true });
  child.once('message', resolve).once('exit', ended).once('error', failed);
  if (stopped.aborted) stop();
  else if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode);
  else child.send('next', (error) => error && child.exitCode === null && child.signalCode === null && failed(error));
  try {
    return await promise;
  } finally {
    clearTimeout(silence);
    stopped.removeEventListener('abort', stop);
    child.off('message', resolve).off('exit', ended).off('error', failed);
  }
}
