import type { Db } from '#server/database/client.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { Log } from '#server/observe/log.ts';
import { type FilesSetting, probeFiles } from './file-probe.ts';
import { joinServers, nobodyElse, type Presence, type Self } from './presence.ts';

/** What servers must agree on. */
interface Installation {
  db: Db;
  files: FileStore;
  /** how the file store is set */
  filesSetting: FilesSetting;
  /** false where one process owns the database */
  isShared: boolean;
  log: Log;
  now: () => Date;
}

/**
 * Takes this server's place among those of its installation.
 *
 * @throws ClusterError where it does not fit to those that are at work
 */
export async function joinInstallation(
  { db, files, filesSetting, isShared, log, now }: Installation,
  self: Self,
): Promise<Presence> {
  if (!isShared) {
    await probeFiles(db, files, nobodyElse, filesSetting);
    return nobodyElse;
  }
  const presence = await joinServers(db, self, log, now);
  try {
    await probeFiles(db, files, presence, filesSetting);
    return presence;
  } catch (error) {
    await presence.leave();
    throw error;
  }
}
