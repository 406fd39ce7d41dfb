import { spawnSync } from 'node:child_process';

/** Builds the web app and the server where they are missing or stale, before the first test that runs them. */
export function setup(): void {
  // what a test runner calls its environment would bring React's development build into what everybody is served
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, ['build/run.ts'], { stdio: 'inherit', env });
  if (status !== 0) throw new Error('what is tested could not be built');
}
