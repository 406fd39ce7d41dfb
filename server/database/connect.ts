import { MongoClient } from 'mongodb';
import { steadyClient } from './steady-client.ts';

const defaultName = 'footnote';
const answerMs = 5_000;

/** A database that cannot be used; `message` says what to do. */
export class DatabaseError extends Error {}

/**
 * Connects to a MongoDB server; the address may name the database, else it is `footnote`.
 *
 * @throws DatabaseError where the address is wrong or nothing answers within 5 s
 */
export async function connectMongo(url: string): Promise<{ client: MongoClient; name: string }> {
  const host = hostOf(url);
  try {
    const client = steadyClient(
      new MongoClient(url, { serverSelectionTimeoutMS: answerMs, connectTimeoutMS: answerMs }),
    );
    await client.connect();
    const name = client.options.dbName === 'test' && !/\/test(\?|$)/.test(url) ? defaultName : client.options.dbName;
    await client.db(name).command({ ping: 1 });
    return { client, name };
  } catch (cause) {
    throw new DatabaseError(`DATABASE_URL: no MongoDB answers at ${host}. Start it, or correct the address.`, {
      cause,
    });
  }
}

/** The address without user and password. */
function hostOf(url: string): string {
  return url
    .replace(/^mongodb(\+srv)?:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/[/?].*$/, '');
}
