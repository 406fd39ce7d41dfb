import { join } from 'node:path';
import type { MongoClient } from 'mongodb';
import { makeFolder } from '#server/files/make-folder.ts';
import { EmbeddedDatabase } from './database.ts';
import { Engine } from './engine.ts';
import { unsupported } from './errors.ts';
import { DataDirLockedError, lockDirectory, ownerOf } from './lock.ts';

/** The driver's MongoClient over a file: what Prisma's Mongo target and better-auth's Mongo adapter call. */
export class EmbeddedClient {
  readonly #engine: Engine;
  readonly #release: () => void;

  constructor(engine: Engine, release: () => void) {
    this.#engine = engine;
    this.#release = release;
  }

  /** Documents that reads have decoded since the start: shows whether a query used an index. */
  get decodedDocuments(): number {
    return this.#engine.decoded;
  }

  db(name = 'footnote'): EmbeddedDatabase {
    return new EmbeddedDatabase(this.#engine, name);
  }

  async connect(): Promise<this> {
    return this;
  }

  startSession(): never {
    throw unsupported('a transaction (startSession)');
  }

  /** Writes what is pending, closes the file and gives the directory back. */
  async close(): Promise<void> {
    this.#engine.store.close();
    this.#release();
  }
}

/**
 * Opens the embedded database in a directory, which is made if it is not there and belongs to this process until
 * `close`. Everything is in the one file `footnote.db` (with its `-wal` while open).
 *
 * @throws DataDirLockedError when another process owns the directory
 */
export async function openEmbedded(options: { directory: string }): Promise<EmbeddedClient> {
  const { directory } = options;
  await makeFolder(directory, 0o700);
  const release = lockDirectory(directory);
  try {
    return new EmbeddedClient(new Engine(join(directory, 'footnote.db')), release);
  } catch (error) {
    const owner = ownerOf(directory);
    release();
    const busy = error instanceof Error && 'errcode' in error && error.errcode === 5;
    throw busy ? new DataDirLockedError(directory, owner?.pid === process.pid ? null : (owner?.pid ?? null)) : error;
  }
}

/**
 * The one cast of this folder: the embedded client has the methods that are called, not the whole driver. A method
 * that is missing fails as such; an option or operator that is not supported throws and says so.
 */
export function asMongoClient(client: EmbeddedClient): MongoClient {
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- see above
  return client as unknown as MongoClient;
}
