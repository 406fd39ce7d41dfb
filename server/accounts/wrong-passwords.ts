import { createHash } from 'node:crypto';
import type { Db as NativeDb } from 'mongodb';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';
import { limits } from '#shared/limits.ts';
import { newId } from '#shared/ids.ts';
import { createLine } from './line.ts';

const windowMs = 60_000;

interface Tries {
  key: string;
  /** the latest ones, oldest first, never more than the limit */
  tries: { id: string; at: Date }[];
  latest: Date;
}

type Look<T> = () => Promise<{ wrong: boolean; result: T }>;
export type Taken<T> = { refused: false; result: T } | { refused: true; retryAt: Date };

/** Keeps guessing slow: wrong passwords are counted per account and address, and per address, by all servers together. */
export interface WrongPasswords {
  /**
   * Looks at a password, unless too many wrong ones came within the last minute. A place is taken before the look and
   * given back if the password was right, so that guesses at the same moment do not get past the limit.
   */
  guard<T>(account: string, address: string, look: Look<T>): Promise<Taken<T>>;
}

export function createWrongPasswords(native: NativeDb, now: () => number = Date.now): WrongPasswords {
  const collection = native.collection<Tries>('auth_wrong_passwords');
  // one look at a time per account and address: right passwords sent at once do not get into each other's way
  const line = createLine(limits.wrongPasswordsPerMinutePerAddress);

  async function take(key: string, limit: number): Promise<{ id: string } | { retryAt: Date }> {
    const at = new Date(now());
    try {
      await collection.updateOne({ key }, { $setOnInsert: { tries: [], latest: at } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const id = newId();
    const { matchedCount } = await collection.updateOne(
      {
        key,
        $or: [
          { [`tries.${limit - 1}`]: { $exists: false } },
          { 'tries.0.at': { $lte: new Date(at.getTime() - windowMs) } },
        ],
      },
      { $push: { tries: { $each: [{ id, at }], $slice: -limit } }, $set: { latest: at } },
    );
    if (matchedCount === 1) return { id };
    const oldest = (await collection.findOne({ key }))?.tries[0];
    return { retryAt: new Date((oldest?.at.getTime() ?? at.getTime()) + windowMs) };
  }

  const giveBack = (key: string, id: string) => collection.updateOne({ key }, { $pull: { tries: { id } } });
  const forgetOld = () => collection.deleteMany({ latest: { $lt: new Date(now() - 2 * windowMs) } });

  async function guard<T>(account: string, address: string, look: Look<T>): Promise<Taken<T>> {
    const places = [
      { key: hashed('address', address), limit: limits.wrongPasswordsPerMinutePerAddress },
      { key: hashed('account', account, address), limit: limits.wrongPasswordsPerMinute },
    ];
    const taken: { key: string; id: string }[] = [];
    let wrong = false;
    try {
      for (const { key, limit } of places) {
        const place = await take(key, limit);
        if ('retryAt' in place) return { refused: true, retryAt: place.retryAt };
        taken.push({ key, id: place.id });
      }
      const looked = await look();
      wrong = looked.wrong;
      return { refused: false, result: looked.result };
    } finally {
      if (wrong) await forgetOld();
      else for (const { key, id } of taken) await giveBack(key, id);
    }
  }

  return {
    guard: async (account, address, look) =>
      (await line(hashed(account, address), () => guard(account, address, look))) ?? {
        refused: true,
        retryAt: new Date(now() + windowMs),
      },
  };
}

/** Keys hold neither addresses nor what was typed, and are never long. */
const hashed = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
