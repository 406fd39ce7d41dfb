// before Prisma, which reads it when it is loaded
import './quick-checks.ts';
import mongo from '@prisma/orm-mongo/runtime';
import { MongoFieldFilter } from '@prisma/orm-mongo/query-ast/execution';
import type { Db as NativeDb, MongoClient } from 'mongodb';
import type { Contract } from '../../prisma/contract.d.ts';
import contractJson from '../../prisma/contract.json' with { type: 'json' };
import { makeIndexes } from './indexes.ts';

/** Conditions beyond equality: `db.turns.where(field.lt('current', 3))`. */
export const field = MongoFieldFilter;

/** What is not marked as deleted. */
export const present = field.isNull('deletedAt');

const connectPrisma = (client: MongoClient, name: string) =>
  mongo<Contract>({ contractJson, mongoClient: client, dbName: name });
type Prisma = ReturnType<typeof connectPrisma>;

/** One typed collection per model of the contract. */
export type Db = Prisma['orm'];

export interface Database {
  db: Db;
  /** Prisma's pipeline builder and its runtime, for the few updates that the collections cannot say. */
  prisma: Prisma;
  /** the driver's own handle, which better-auth's adapter takes */
  native: NativeDb;
  /** Resolves where the database answers, rejects where it does not. */
  ping: () => Promise<void>;
  close: () => Promise<void>;
}

/** Opens the collections over a connected client, MongoDB's or the embedded one, and makes the contract's indexes. */
export async function openDatabase(client: MongoClient, name: string): Promise<Database> {
  const native = client.db(name);
  await makeIndexes(native, contractJson);
  const prisma = connectPrisma(client, name);
  return {
    db: prisma.orm,
    prisma,
    native,
    ping: async () => {
      await native.collection('settings').findOne({ key: 'schema' });
    },
    close: () => client.close(),
  };
}
