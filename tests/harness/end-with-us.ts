import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
// so a test runner ends its workers, and a process that does not listen dies of it without an exit
process.once('SIGTERM', () => process.exit(143));

/** Ends a process at the latest when this one exits: whoever breaks a test off leaves nothing behind. */
export function endWithUs(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}
