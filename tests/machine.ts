import { existsSync } from 'node:fs';

/** Debian's Chromiums, first the one without a desktop around it: the same engine at two thirds of the cost. */
const chromiums = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Where Debian puts its Chromium; CHROMIUM names another. */
export const chromiumPath =
  process.env['CHROMIUM'] ?? chromiums.find((path) => existsSync(path)) ?? '/usr/bin/chromium';

/** Where Debian puts its Redis; REDIS_SERVER names another. */
export const redisServerPath = process.env['REDIS_SERVER'] ?? '/usr/bin/redis-server';

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
      why: `browser tests: there is no ${chromiumPath}. On Debian: apt-get install chromium-headless-shell`,
    });
  const hasMongo = process.env['DATABASE_URL'] !== undefined;
  if (!hasMongo) lacking.push({ project: 'mongo', why: 'tests on a MongoDB server: DATABASE_URL is not set' });
  const hasRedis = existsSync(redisServerPath);
  if (!hasRedis)
    lacking.push({
      project: 'redis',
      why: `tests on Redis: there is no ${redisServerPath}. On Debian: apt-get install redis-server`,
    });
  if (!hasMongo || !hasRedis)
    lacking.push({ project: 'cluster', why: 'tests with several servers: they need both a MongoDB server and Redis' });
  return lacking;
}
