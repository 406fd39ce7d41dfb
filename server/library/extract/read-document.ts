import { Worker } from 'node:worker_threads';
import type { ReadBatch, ReadRequest } from './read-pages.ts';
import { Unreadable } from './page-source.ts';

export type ReadingMessage =
  | { type: 'batch'; batch: ReadBatch }
  | { type: 'done' }
  | { type: 'unreadable'; reason: string }
  | { type: 'broken'; cause: string };

const heapMb = 512;
const defaultSilenceMs = 60_000;

/**
 * Reads a file in a thread of its own, so that neither its size nor what is in it can hold up or bring down the server.
 * The thread reads one batch ahead.
 *
 * @param silenceMs how long one batch may take
 * @throws          Unreadable with a reason for the document's owner; AbortError when `signal` was aborted
 */
export async function* readDocument(
  request: ReadRequest,
  signal: AbortSignal,
  silenceMs = defaultSilenceMs,
): AsyncGenerator<ReadBatch> {
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    stdout: true,
    stderr: true,
  });
  const crashed = new AbortController();
  worker.on('error', (error) => crashed.abort(error));
  worker.on('exit', () => crashed.abort());
  try {
    for (;;) {
      const silence = AbortSignal.timeout(silenceMs);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage('next');
      const message = await nextMessage(worker, AbortSignal.any([signal, silence, crashed.signal])).catch(
        (error: unknown) => {
          signal.throwIfAborted();
          if (silence.aborted) throw new Unreadable('Reading it took too long.', { cause: error });
          throw new Unreadable('It is broken or too complex to be read.', { cause: crashed.signal.reason });
        },
      );
      if (message.type === 'done') return;
      if (message.type === 'unreadable') throw new Unreadable(message.reason);
      if (message.type === 'broken') throw new Unreadable('It is broken and cannot be read.', { cause: message.cause });
      yield message.batch;
    }
  } finally {
    await worker.terminate();
  }
}

function nextMessage(worker: Worker, signal: AbortSignal): Promise<ReadingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadingMessage>();
  const stop = (): void => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  worker.once('message', resolve);
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
    worker.off('message', resolve);
  });
}
