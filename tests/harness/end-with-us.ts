import type { ChildProcess } from 'node:child_process';

/** Ends a process at the latest when this one exits: whoever breaks a test off leaves nothing behind. */
export function endWithUs(child: ChildProcess): void {
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}
