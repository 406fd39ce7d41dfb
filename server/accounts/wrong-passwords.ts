import type { Db as NativeDb } from 'mongodb';
import { limits } from '#shared/limits.ts';
import { createLine } from './line.ts';
import { createTries, keyOf } from './tries.ts';

const windowMs = 60_000;

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
  const tries = createTries(native, now);
  // one look at a time per account and address: right passwords sent at once do not get into each other's way
  const line = createLine(limits.wrongPasswordsPerMinutePerAddress);

  async function guard<T>(account: string, address: string, look: Look<T>): Promise<Taken<T>> {
    const places = [
      { key: keyOf('address', address), most: limits.wrongPasswordsPerMinutePerAddress, windowMs },
      { key: keyOf('account', account, address), most: limits.wrongPasswordsPerMinute, windowMs },
    ];
    const taken: { key: string; id: string }[] = [];
    let wrong = false;
    try {
      for (const place of places) {
        const tried = await tries.take(place);
        if ('retryAt' in tried) return { refused: true, retryAt: tried.retryAt };
        taken.push({ key: place.key, id: tried.id });
      }
      const looked = await look();
      wrong = looked.wrong;
      return { refused: false, result: looked.result };
    } finally {
      if (wrong) await tries.forgetOld();
      else for (const { key, id } of taken) await tries.giveBack(key, id);
    }
  }

  return {
    guard: async (account, address, look) =>
      (await line(keyOf(account, address), () => guard(account, address, look))) ?? {
        refused: true,
        retryAt: new Date(now() + windowMs),
      },
  };
}
