import type { Db } from './client.ts';
import { DatabaseError } from './connect.ts';
import { findOrCreate } from './find-or-create.ts';
import { type Migration, migrations } from './migrations/migrations.ts';

/** The setting that every database of Footnote has. */
export const schemaKey = 'schema';

/**
 * Brings the stored shapes to this server's version, step by step; a new database is marked with it, a newer one stops
 * this server. An older server refuses what a newer one has migrated.
 *
 * @throws DatabaseError
 */
export async function migrate(db: Db, steps: readonly Migration[] = migrations): Promise<void> {
  const known = Math.max(1, ...steps.map(({ version }) => version));
  const read = () => db.settings.where({ key: schemaKey }).first();
  const stored = await findOrCreate(db, schemaKey, read, () =>
    db.settings.create({ key: schemaKey, value: String(known) }),
  );
  if (Number(stored.value) > known)
    throw new DatabaseError(
      `The database was written by a newer Footnote (shapes ${stored.value}, this one knows ${known}). Update the server.`,
    );
  for (const { version, run } of steps) {
    if (version <= Number(stored.value)) continue;
    await run(db);
    await db.settings.where({ key: schemaKey, value: String(version - 1) }).update({ value: String(version) });
  }
}
