import { type Collection, type Db, type MongoClient, MongoServerError } from 'mongodb';
import { setTimeout as wait } from 'node:timers/promises';

const tries = 6;
const pauseMs = 20;
const writeConflict = 112;

/** Commands that touch one document, or do nothing more when they run again. */
const repeatable = [
  'insertOne',
  'updateOne',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndDelete',
] as const satisfies (keyof Collection)[];

/**
 * Has the client's commands on one document run again where the server ended them for the sake of another one on the
 * same document: nothing of them was done. MongoDB runs these again itself; servers that speak its protocol may end
 * them instead.
 *
 * @returns the same client
 */
export function retryConflicts(client: MongoClient): MongoClient {
  const open = client.db.bind(client);
  client.db = (...args) => patientDb(open(...args));
  return client;
}

function patientDb(db: Db): Db {
  const open = db.collection.bind(db);
  db.collection = (...args: Parameters<typeof open>) => patientCollection(open(...args));
  return db;
}

function patientCollection<T extends object>(collection: T): T {
  for (const name of repeatable) {
    const run: unknown = Reflect.get(collection, name);
    if (typeof run !== 'function') throw new TypeError(`the driver has no ${name}`);
    Reflect.set(collection, name, (...args: unknown[]) =>
      again(async (): Promise<unknown> => Reflect.apply(run, collection, args)),
    );
  }
  return collection;
}

async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (left <= 1 || !isConflict(error)) throw error;
      await wait(pauseMs * Math.random());
    }
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof MongoServerError && (error.code === writeConflict || error.message === 'deadlock detected');
