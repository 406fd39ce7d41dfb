import { spawnSync } from 'node:child_process';

/** Builds the web app where it is missing or stale, before the first browser test. */
export function setup(): void {
  const { status } = spawnSync(process.execPath, ['client/build.ts'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the web app could not be built');
}
