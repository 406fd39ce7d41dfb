import { newId } from '#shared/ids.ts';
import type { Db } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { ClusterError } from './cluster-error.ts';
import type { Presence } from './presence.ts';

/** Where the probe lies in a file store; no user has this name. */
export const probeFolder = 'probes';

/** The settings that say where files are kept, and what that is. */
const placeOf = { DATA_DIR: 'shared folder', S3_BUCKET: 'bucket' };
export type FilesSetting = keyof typeof placeOf;

const settingKey = 'files-probe';
const watchMs = 5_000;

/**
 * Looks whether this server's file store is the one of its database: a file that the database names must be in it. Where
 * it is missing and nobody else is at work, as after a move, it is written anew; but not beside the files of another
 * database, which would be taken for what deleted documents have left.
 *
 * @param where how the store is set, for the message
 * @throws ClusterError
 */
export async function probeFiles(
  db: Db,
  files: FileStore,
  presence: Pick<Presence, 'seesAnother'>,
  where: FilesSetting,
): Promise<void> {
  const find = () => db.settings.where({ key: settingKey }).first();
  const isMissing = async () => {
    const named = await find();
    return named === null || (await files.open(keyOf(named.value))) === null;
  };
  // looked at again: another server may have made this database's meanwhile
  if ((await isMissing()) && (await isAnothers(files)) && (await isMissing()))
    throw new ClusterError(
      `${where}: the documents of another database are there. Give each database its own, or empty it.`,
    );
  const known = await find();
  const value = known?.value ?? newId();
  if (known === null) await writeProbe(files, value);
  const stored =
    known ?? (await findOrCreate(db, settingKey, find, () => db.settings.create({ key: settingKey, value })));
  if ((await files.open(keyOf(stored.value))) === null) {
    if (await presence.seesAnother(watchMs))
      throw new ClusterError(
        `${where}: other servers keep their documents elsewhere. Give all of them one ${placeOf[where]}.`,
      );
    await writeProbe(files, stored.value);
  }
  if (stored.value !== value) await files.remove(keyOf(value));
}

/** Whether there are a probe, which is not ours, and documents. */
async function isAnothers(files: FileStore): Promise<boolean> {
  let isProbed = false;
  for await (const _ of files.list(probeFolder)) isProbed = true;
  if (!isProbed) return false;
  for await (const { key } of files.list()) if (!key.startsWith(`${probeFolder}/`)) return true;
  return false;
}

const keyOf = (value: string): string => `${probeFolder}/${value}`;

async function writeProbe(files: FileStore, value: string): Promise<void> {
  const content = async function* () {
    yield Buffer.from('Footnote looks for this file to know whose documents these are.\n');
  };
  const staged = await files.stage(content());
  await staged.keep(keyOf(value));
}
