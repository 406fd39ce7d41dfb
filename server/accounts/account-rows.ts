import { ObjectId } from 'mongodb';
import type { Database } from '#server/database/client.ts';

/** What is stored of an account beside what its user made. */
export interface AccountRows {
  /** From now on nobody signs in to it, and its address is free. May be repeated. */
  close(userId: string): Promise<void>;
  /** Ends all of its sessions and personal tokens. May be repeated. */
  endPasses(userId: string): Promise<void>;
}

export const createAccountRows = ({ db, native }: Database): AccountRows => ({
  close: async (userId) => {
    const id = ObjectId.createFromHexString(userId);
    await native.collection('auth_accounts').deleteMany({ userId: id });
    await native.collection('auth_users').deleteOne({ _id: id });
    await native.collection('auth_verifications').deleteMany({ value: userId });
    await native.collection('auth_links').deleteMany({ userId });
  },
  endPasses: async (userId) => {
    await native.collection('auth_sessions').deleteMany({ userId: ObjectId.createFromHexString(userId) });
    await db.tokens.where({ userId }).deleteAndCount();
  },
});
