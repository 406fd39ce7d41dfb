import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MongoClient } from 'mongodb';
import { type Database, openDatabase } from './client.ts';
import { connectMongo, DatabaseError } from './connect.ts';
import { migrate, schemaKey } from './schema-version.ts';

const fileName = 'footnote.db';

/** Which database is opened. */
interface Where {
  DATABASE_URL?: string | undefined;
  DATA_DIR: string;
}

/**
 * Opens the database that the settings name: a MongoDB server, or the embedded one in the data directory.
 *
 * @throws DatabaseError, DataDirLockedError
 */
export const openConfigured = (where: Where): Promise<Database> => open(where, async () => {});

/**
 * The same, but only a database that is there already: nothing is made where the settings name the wrong place.
 *
 * @throws DatabaseError, DataDirLockedError
 */
export async function openExisting(where: Where): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = where;
  if (DATABASE_URL === undefined && !existsSync(join(DATA_DIR, fileName)))
    throw new DatabaseError(`DATA_DIR: there is no database in ${DATA_DIR}. Set it to what the server uses.`);
  return open(where, async (client, name) => {
    if ((await client.db(name).collection('settings').findOne({ key: schemaKey })) !== null) return;
    const place =
      DATABASE_URL === undefined ? `DATA_DIR: the one in ${DATA_DIR}` : `DATABASE_URL: the database ${name}`;
    throw new DatabaseError(`${place} is not Footnote's. Set it to what the server uses.`);
  });
}

async function open(
  { DATABASE_URL, DATA_DIR }: Where,
  check: (client: MongoClient, name: string) => Promise<void>,
): Promise<Database> {
  const { client, name } =
    DATABASE_URL === undefined
      ? { client: await openFile(DATA_DIR), name: 'footnote' }
      : await connectMongo(DATABASE_URL);
  try {
    await check(client, name);
    const database = await openDatabase(client, name);
    await migrate(database.db);
    return database;
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function openFile(directory: string): Promise<MongoClient> {
  const { asMongoClient, openEmbedded } = await import('./embedded/client.ts');
  try {
    return asMongoClient(await openEmbedded({ directory }));
  } catch (cause) {
    if (!(cause instanceof Error) || !('errcode' in cause)) throw cause;
    const file = join(directory, fileName);
    throw new DatabaseError(`DATA_DIR: the database ${file} cannot be opened: ${cause.message}.`, { cause });
  }
}
