import { createHash } from 'node:crypto';
import type { Db as NativeDb } from 'mongodb';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { newId } from '#shared/ids.ts';

interface TriesRow {
  key: string;
  /** the latest ones, oldest first, never more than the limit */
  tries: { id: string; at: Date }[];
  /** the latest one; of a longer window than a minute, so much later, so that it is kept for as long */
  latest: Date;
}

export interface Limit {
  key: string;
  /** within `windowMs` */
  most: number;
  windowMs: number;
}

/** Counts what may be tried only so often, by all servers together. */
export interface Tries {
  /** Counts one, unless there were as many within the window: then says when the next may come. */
  take(limit: Limit): Promise<{ id: string } | { retryAt: Date }>;
  giveBack(key: string, id: string): Promise<void>;
  forgetOld(): Promise<void>;
}

const minuteMs = 60_000;

export function createTries(native: NativeDb, now: () => number): Tries {
  const collection = native.collection<TriesRow>('auth_wrong_passwords');

  const take: Tries['take'] = async (limit) => {
    const { key, most, windowMs } = limit;
    const at = new Date(now());
    const latest = new Date(at.getTime() + windowMs - minuteMs);
    try {
      await collection.updateOne({ key }, { $setOnInsert: { tries: [], latest } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const id = newId();
    const { matchedCount } = await collection.updateOne(
      {
        key,
        $or: [
          { [`tries.${most - 1}`]: { $exists: false } },
          { 'tries.0.at': { $lte: new Date(at.getTime() - windowMs) } },
        ],
      },
      { $push: { tries: { $each: [{ id, at }], $slice: -most } }, $set: { latest } },
    );
    if (matchedCount === 1) return { id };
    const row = await collection.findOne({ key });
    // forgotten between the two: nothing speaks against another one
    if (row === null) return take(limit);
    return { retryAt: new Date((row.tries[0]?.at.getTime() ?? at.getTime()) + windowMs) };
  };

  return {
    take,
    giveBack: async (key, id) => {
      await collection.updateOne({ key }, { $pull: { tries: { id } } });
    },
    forgetOld: async () => {
      await collection.deleteMany({ latest: { $lt: new Date(now() - 2 * minuteMs) } });
    },
  };
}

/** Keys hold neither addresses nor what was typed, and are never long. */
export const keyOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
