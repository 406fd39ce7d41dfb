import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#server/database/client.ts';
import { openConfigured } from '#server/database/open.ts';
import { giveBackDatabase, takeDatabase } from './kept-databases.ts';

/** Where a test keeps its data; nobody uses it any more when it is disposed of. */
export interface TestData extends AsyncDisposable {
  /** what an app needs to find it */
  env: { DATA_DIR: string; DATABASE_URL?: string };
}

export interface TestDatabase extends TestData {
  database: Database;
}

/** Data of nobody. @param server a MongoDB server, where it has a database of its own; null: the embedded one */
export async function makeTestData(server = process.env['DATABASE_URL'] ?? null): Promise<TestData> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-test-'));
  const url = server === null ? null : takeDatabase(server);
  return {
    env: { DATA_DIR: folder, ...(url === null ? {} : { DATABASE_URL: url }) },
    [Symbol.asyncDispose]: async () => {
      if (url !== null) await giveBackDatabase(url);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An empty database that is gone after the test. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const data = await makeTestData();
  const database = await openConfigured(data.env);
  return {
    database,
    env: data.env,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await data[Symbol.asyncDispose]();
    },
  };
}
