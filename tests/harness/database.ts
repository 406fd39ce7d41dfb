import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#shared/ids.ts';
import type { Database } from '#server/database/client.ts';
import { connectMongo } from '#server/database/connect.ts';
import { openConfigured } from '#server/database/open.ts';

export interface TestDatabase extends AsyncDisposable {
  database: Database;
  /** what an app needs to open the same database */
  env: { DATA_DIR: string; DATABASE_URL?: string };
}

/** Where a test keeps its data: a database of its own on the server of DATABASE_URL, else the embedded one. */
export async function makeTestData(): Promise<{ env: TestDatabase['env']; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-test-'));
  const server = process.env['DATABASE_URL'];
  const remove = () => rm(folder, { recursive: true, force: true });
  if (server === undefined) return { env: { DATA_DIR: folder }, remove };
  const url = new URL(server);
  url.pathname = `/test_${newId()}`;
  return { env: { DATA_DIR: folder, DATABASE_URL: url.href }, remove };
}

/** Drops what a test wrote to a server, once nobody writes there any more; an embedded database goes with its folder. */
export async function dropTestData(env: TestDatabase['env']): Promise<void> {
  if (env.DATABASE_URL === undefined) return;
  const { client, name } = await connectMongo(env.DATABASE_URL);
  await client.db(name).dropDatabase();
  await client.close();
}

/** An empty database that is gone after the test. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { env, remove } = await makeTestData();
  const database = await openConfigured(env);
  return {
    database,
    env,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await dropTestData(env);
      await remove();
    },
  };
}
