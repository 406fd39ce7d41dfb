import type { Db } from './client.ts';
import { DatabaseError } from './connect.ts';
import { findOrCreate } from './find-or-create.ts';

/** The version of the stored shapes that this server reads and writes. */
const schemaVersion = 1;

/**
 * Marks a new database with the version of its shapes; a newer one stops this server.
 *
 * @throws DatabaseError
 */
export async function checkSchemaVersion(db: Db): Promise<void> {
  const key = 'schema';
  const stored = await findOrCreate(
    db,
    key,
    () => db.settings.where({ key }).first(),
    () => db.settings.create({ key, value: String(schemaVersion) }),
  );
  if (Number(stored.value) > schemaVersion)
    throw new DatabaseError(
      `The database was written by a newer Footnote (shapes ${stored.value}, this one knows ${schemaVersion}). Update the server.`,
    );
}
