import { existsSync } from 'node:fs';

/** Where Debian puts its Chromium; CHROMIUM names another. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export interface Lack {
  project: string;
  why: string;
}

/** What this machine cannot run, and what would let it. */
export function lacks(): Lack[] {
  const lacking: Lack[] = [];
  if (!existsSync(chromiumPath))
    lacking.push({
      project: 'e2e',
      why: `browser tests: there is no ${chromiumPath}. On Debian: apt-get install chromium`,
    });
  if (process.env['DATABASE_URL'] === undefined)
    lacking.push({ project: 'mongo', why: 'tests on a MongoDB server: DATABASE_URL is not set' });
  return lacking;
}
