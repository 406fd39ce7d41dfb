import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readingBudget } from './reading-budget.ts';

const program = fileURLToPath(new URL('./reading-process.ts', import.meta.url));

/** How long a process waits for another document, in ms. */
const idleMs = 10_000;

/** Processes that have read a document to its end, and may read another; each ends after `idleMs`. */
const waiting = new Map<ChildProcess, NodeJS.Timeout>();

/** A process that has read before and waits for more, null where there is none. It is the caller's until given back. */
export function takeWaiting(): ChildProcess | null {
  for (const [child, end] of waiting) {
    waiting.delete(child);
    clearTimeout(end);
    if (!isThere(child)) continue;
    child.ref();
    child.channel?.ref();
    return child;
  }
  return null;
}

/** A new process that may read files and nothing else. It is the caller's until given back. */
export function startProcess(): ChildProcess {
  const child = fork(program, {
    execArgv: [
      `--max-old-space-size=${readingBudget.heapMb}`,
      `--max-semi-space-size=${readingBudget.youngMb}`,
      '--permission',
      '--allow-fs-read=*',
      '--allow-worker',
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // a message that can no longer be delivered says nothing that the exit does not say
  child.on('error', () => {});
  return child;
}

/** Takes a process back that has done what it was asked, and holds nobody up by waiting. */
export function giveBack(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  const end = setTimeout(() => {
    waiting.delete(child);
    child.kill('SIGKILL');
  }, idleMs).unref();
  waiting.set(child, end);
}

export const isThere = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;
