import { newId } from '#shared/ids.ts';
import type { Db } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { ClusterError } from './cluster-error.ts';
import type { Presence } from './presence.ts';

/** Where the probe lies in a file store; no user has this name. */
export const probeFolder = 'probes';

const settingKey = 'files-probe';
const watchMs = 5_000;

/**
 * Looks whether this server's file store is the one that others on its database use: a file that the database names must
 * be in it. Where it is missing and nobody else is at work, as after a move, it is written anew.
 *
 * @param where how the store is set, for the message
 * @throws ClusterError
 */
export async function probeFiles(
  db: Db,
  files: FileStore,
  presence: Pick<Presence, 'seesAnother'>,
  where: string,
): Promise<void> {
  const find = () => db.settings.where({ key: settingKey }).first();
  const known = await find();
  const value = known?.value ?? newId();
  if (known === null) await writeProbe(files, value);
  const stored =
    known ?? (await findOrCreate(db, settingKey, find, () => db.settings.create({ key: settingKey, value })));
  if ((await files.open(keyOf(stored.value))) === null) {
    if (await presence.seesAnother(watchMs))
      throw new ClusterError(
        `${where}: other servers keep their documents elsewhere. Give all of them one shared folder.`,
      );
    await writeProbe(files, stored.value);
  }
  if (stored.value !== value) await files.remove(keyOf(value));
}

const keyOf = (value: string): string => `${probeFolder}/${value}`;

async function writeProbe(files: FileStore, value: string): Promise<void> {
  const content = async function* () {
    yield Buffer.from('Footnote looks for this file to know that its servers share one folder.\n');
  };
  const staged = await files.stage(content());
  await staged.keep(keyOf(value));
}
