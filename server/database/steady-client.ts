import { type Collection, type Db, type MongoClient, MongoServerError } from 'mongodb';
import { setTimeout as wait } from 'node:timers/promises';

/** Commands that answer with rows. */
const reading = ['find', 'aggregate'] as const satisfies (keyof Collection)[];

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

/** Rows that come in one reply where they fit into its 16 MB; MongoDB's own first reply has 101. */
const batchSize = 100_000;

/**
 * Makes up for what servers that speak MongoDB's protocol do otherwise. Commands on one document run again where the server
 * ended them for the sake of another one on the same document, with nothing of them done; MongoDB runs these again
 * itself. Rows come in as few replies as can be: some servers know a cursor on the connection only that began it.
 *
 * @returns the same client
 */
export function steadyClient(client: MongoClient): MongoClient {
  const open = client.db.bind(client);
  client.db = (...args) => steadyDb(open(...args));
  return client;
}

function steadyDb(db: Db): Db {
  const open = db.collection.bind(db);
  db.collection = (...args: Parameters<typeof open>) => steadyCollection(open(...args));
  return db;
}

function steadyCollection<T extends object>(collection: T): T {
  for (const name of repeatable)
    replace(collection, name, (run, args) => again(async (): Promise<unknown> => run(...args)));
  for (const name of reading)
    replace(collection, name, (run, [what, options]) => run(what, { batchSize, ...asObject(options) }));
  return collection;
}

function replace(
  target: object,
  name: string,
  by: (run: (...args: unknown[]) => unknown, args: unknown[]) => unknown,
): void {
  const run: unknown = Reflect.get(target, name);
  if (typeof run !== 'function') throw new TypeError(`the driver has no ${name}`);
  Reflect.set(target, name, (...args: unknown[]) => by((...given): unknown => Reflect.apply(run, target, given), args));
}

const asObject = (options: unknown): object => (typeof options === 'object' && options !== null ? options : {});

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
