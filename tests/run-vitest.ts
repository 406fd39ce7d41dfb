import { spawnSync, type StdioOptions } from 'node:child_process';
import { withDatabases } from './harness/kept-databases.ts';

/** Runs vitest in a process of its own and leaves nothing on the database server. @returns its exit status */
export const runVitest = (args: readonly string[], stdio: StdioOptions): Promise<number> =>
  withDatabases((env) => {
    const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], { stdio, env });
    return status ?? 1;
  });
