import { asMongoClient, openEmbedded } from './embedded/client.ts';
import { type Database, openDatabase } from './client.ts';
import { connectMongo } from './connect.ts';
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
      ? { client: asMongoClient(await openEmbedded({ directory: config.DATA_DIR })), name: 'footnote' }
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
