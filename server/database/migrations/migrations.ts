import type { Db } from '../client.ts';
import { runsHaveOwners } from './002-runs-have-owners.ts';

/** Brings stored shapes to a version from the one before it. */
export interface Migration {
  version: number;
  /** May be cut short at any point, run again, and run by several servers at once. */
  run: (db: Db) => Promise<void>;
}

/** In the order in which they run; the last one's version is this server's. */
export const migrations: readonly Migration[] = [{ version: 2, run: runsHaveOwners }];
