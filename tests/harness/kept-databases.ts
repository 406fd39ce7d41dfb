import { newId } from '#shared/ids.ts';
import { connectMongo } from '#server/database/connect.ts';

/** What `npm test` calls a run; the databases of one are dropped at its end. */
const runName = 'TEST_RUN';

/** Databases of this process that nobody uses: making one with its indexes takes the longest of a test. */
const free: string[] = [];

/** Where a database of nobody is on a MongoDB server; it is empty, though it may have collections. */
export function takeDatabase(server: string): string {
  const kept = free.pop();
  if (kept !== undefined) return kept;
  const url = new URL(server);
  url.pathname = `/${prefixOf(process.env[runName] ?? 'alone')}${newId()}`;
  return url.href;
}

/** Empties it for the next test, once nobody writes there any more. */
export async function giveBackDatabase(url: string): Promise<void> {
  const { client, name } = await connectMongo(url);
  const database = client.db(name);
  if (process.env[runName] === undefined) await database.dropDatabase();
  else {
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    await Promise.all(collections.map((collection) => database.collection(collection.name).deleteMany({})));
    free.push(url);
  }
  await client.close();
}

/**
 * Names a run of tests for the processes that it starts, and drops its databases at the end, those of tests that were cut
 * short too.
 */
export async function withDatabases<T>(run: (env: NodeJS.ProcessEnv) => T): Promise<T> {
  const name = newId();
  const result = run({ ...process.env, [runName]: name });
  const server = process.env['DATABASE_URL'];
  if (server !== undefined) await dropDatabases(server, prefixOf(name));
  return result;
}

async function dropDatabases(server: string, prefix: string): Promise<void> {
  const { client } = await connectMongo(server);
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase();
  await client.close();
}

const prefixOf = (run: string): string => `test_${run}_`;
