import type { ChildProcess } from 'node:child_process';
import { Unreadable } from './page-source.ts';
import type { ReadBatch, ReadRequest } from './read-pages.ts';
import { readingBudget } from './reading-budget.ts';
import { giveBack, isThere, startProcess, takeWaiting } from './reading-processes.ts';

export type ReadingMessage =
  | { type: 'batch'; batch: ReadBatch }
  | { type: 'done'; memoryBytes: number }
  | { type: 'unreadable'; reason: string }
  | { type: 'broken'; cause: string };

const broken = 'It is broken and cannot be read.';

/** How long reading may take, in ms: a page, and all of it. */
type TimeBudget = Record<'pageMs' | 'documentMs', number>;

/**
 * Reads a file in another process, which may read files and nothing else, and one at a time: neither the file's size nor what is in
 * it can hold up or bring down the server.
 *
 * @throws Unreadable with a reason for the document's owner; what `signal` was aborted with; another error where the
 *         process was ended from outside: then it can be read another time
 */
export async function* readDocument(
  request: ReadRequest,
  signal: AbortSignal,
  budget: TimeBudget = readingBudget,
): AsyncGenerator<ReadBatch> {
  const endsAt = performance.now() + budget.documentMs;
  const waiting = takeWaiting();
  let child = waiting ?? startProcess();
  let message = ask(child, request, signal, tooLong(budget.pageMs, endsAt));
  if (waiting !== null) {
    message = message.catch((error: unknown) => {
      if (isThere(waiting)) throw error;
      // what ended it may be older than this file: only a new one says something of it
      child = startProcess();
      return ask(child, request, signal, tooLong(budget.pageMs, endsAt));
    });
  }
  let isReusable = false;
  try {
    for (;;) {
      const answer = await message;
      if (answer.type === 'unreadable') throw new Unreadable(answer.reason);
      if (answer.type === 'broken') throw new Unreadable(broken, { cause: answer.cause });
      if (answer.type === 'done') {
        isReusable = answer.memoryBytes < readingBudget.idleBytes;
        return;
      }
      yield answer.batch;
      message = ask(child, 'next', signal, tooLong(budget.pageMs, endsAt));
    }
  } finally {
    if (isReusable) giveBack(child);
    else child.kill('SIGKILL');
  }
}

/** How long is left, and what to say then: for the page, or for the whole where that ends earlier. */
function tooLong(pageMs: number, endsAt: number): { ms: number; reason: string } {
  const left = Math.max(0, endsAt - performance.now());
  return left < pageMs
    ? { ms: left, reason: 'Reading all of it takes too long. Split it into parts.' }
    : { ms: pageMs, reason: 'Reading one of its pages takes too long.' };
}

/** Sent to all processes of a terminal, or of a service, when it is to stop. */
const sentToAll: readonly (string | null)[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Why a process that nobody ended here is gone. SIGKILL and SIGABRT are the watchdog's and V8's, both for want of memory;
 * that the server is to stop says nothing of the file.
 */
function endOf(code: number | null, signal: string | null): Error {
  const cause = `ended with ${code ?? signal}`;
  if (sentToAll.includes(signal)) return new Error('the reading process was told to end', { cause });
  const isTooLarge = signal === 'SIGKILL' || signal === 'SIGABRT';
  const reason = isTooLarge ? 'It is too large to be read: it takes more memory than one document may.' : broken;
  return new Unreadable(reason, { cause });
}

/** Asks for the first batch of a file, or for the next. */
async function ask(
  child: ChildProcess,
  what: ReadRequest | 'next',
  stopped: AbortSignal,
  limit: { ms: number; reason: string },
): Promise<ReadingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadingMessage>();
  const stop = (): void => reject(stopped.reason);
  const ended = (code: number | null, by: string | null): void => reject(endOf(code, by));
  const failed = (cause: Error): void => reject(new Error('the reading process does not answer', { cause }));
  const silence = setTimeout(() => reject(new Unreadable(limit.reason)), limit.ms);
  stopped.addEventListener('abort', stop, { once: true });
  child.once('message', resolve).once('exit', ended).once('error', failed);
  if (stopped.aborted) stop();
  else if (isThere(child)) child.send(what, (error) => error && isThere(child) && failed(error));
  else ended(child.exitCode, child.signalCode);
  try {
    return await promise;
  } finally {
    clearTimeout(silence);
    stopped.removeEventListener('abort', stop);
    child.off('message', resolve).off('exit', ended).off('error', failed);
  }
}
