import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { type Database, openDatabase } from '#server/database/client.ts';
import { asMongoClient, openEmbedded } from '#server/database/embedded/client.ts';
import { newId } from '#shared/ids.ts';

export interface TestDatabase {
  database: Database;
  /** Closes it and leaves nothing behind. */
  drop(): Promise<void>;
}

/** An empty database of its own: on the server that DATABASE_URL names, else embedded in a temporary directory. */
export async function openTestDatabase(url = process.env['DATABASE_URL']): Promise<TestDatabase> {
  const name = `test_${newId()}`;
  if (url !== undefined && url !== '') {
    const client = await new MongoClient(url, { serverSelectionTimeoutMS: 5_000 }).connect();
    const database = await openDatabase(client, name);
    return {
      database,
      drop: async () => {
        await database.native.dropDatabase();
        await database.close();
      },
    };
  }
  const directory = await mkdtemp(join(tmpdir(), 'footnote-'));
  const database = await openDatabase(asMongoClient(await openEmbedded({ directory })), name);
  return {
    database,
    drop: async () => {
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}
