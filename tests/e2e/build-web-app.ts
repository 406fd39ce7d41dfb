import { spawnSync } from 'node:child_process';

/** Builds the web app where it is missing or stale, before the first browser test. */
export function setup(): void {
  // what a test runner calls its environment would bring React's development build into what everybody is served
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, ['client/build.ts'], { stdio: 'inherit', env });
  if (status !== 0) throw new Error('the web app could not be built');
}
