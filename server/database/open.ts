import { join } from 'node:path';
import type { MongoClient } from 'mongodb';
import { asMongoClient, openEmbedded } from './embedded/client.ts';
import { type Database, openDatabase } from './client.ts';
import { connectMongo, DatabaseError } from './connect.ts';
import { checkSchemaVersion } from './schema-version.ts';

/**
 * Opens the database that the settings name: a MongoDB server, or the embedded one in the data directory.
 *
 * @throws DatabaseError, DataDirLockedError
 */
export async function openConfigured(config: {
  DATABASE_URL?: string | undefined;
  DATA_DIR: string;
}): Promise<Database> {
  const { client, name } =
    config.DATABASE_URL === undefined
      ? { client: await openFile(config.DATA_DIR), name: 'footnote' }
      : await connectMongo(config.DATABASE_URL);
  try {
    const database = await openDatabase(client, name);
    await checkSchemaVersion(database.db);
    return database;
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function openFile(directory: string): Promise<MongoClient> {
  try {
    return asMongoClient(await openEmbedded({ directory }));
  } catch (cause) {
    if (!(cause instanceof Error) || !('errcode' in cause)) throw cause;
    const file = join(directory, 'footnote.db');
    throw new DatabaseError(`DATA_DIR: the database ${file} cannot be opened: ${cause.message}.`, { cause });
  }
}
