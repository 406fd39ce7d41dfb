import { createHash, randomBytes } from 'node:crypto';
import type { Db as NativeDb } from 'mongodb';
import { z } from 'zod';

const wishSchema = z.discriminatedUnion('kind', [
  // a guest becomes an account once its address is confirmed; the password is hashed already
  z.object({ kind: z.literal('guest'), userId: z.string(), name: z.string(), email: z.string(), hash: z.string() }),
  // an account moves to another address
  z.object({ kind: z.literal('address'), userId: z.string(), email: z.string() }),
]);
/** What happens once somebody shows that the mail reached them. */
export type Wish = z.infer<typeof wishSchema>;

/** Links that are good once, for a day. Only their hash is stored. */
export interface Links {
  /** @returns the token that goes into the link; an earlier one of the same kind and user is good no longer */
  make(wish: Wish): Promise<string>;
  /** null where it is unknown, used or too old */
  use(token: string): Promise<Wish | null>;
}

const form = /^fl_[\w-]{43}$/;
const goodForMs = 24 * 3_600_000;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether it looks like one of ours: better-auth's tokens do not. */
export const isLinkToken = (token: unknown): token is string => typeof token === 'string' && form.test(token);

export function createLinks(native: NativeDb, now: () => number = Date.now): Links {
  const collection = native.collection('auth_links');
  return {
    make: async (wish) => {
      const token = `fl_${randomBytes(32).toString('base64url')}`;
      await collection.deleteMany({
        $or: [{ userId: wish.userId, kind: wish.kind }, { until: { $lte: new Date(now()) } }],
      });
      await collection.insertOne({ token: hashOf(token), until: new Date(now() + goodForMs), ...wish });
      return token;
    },
    use: async (token) => {
      const found = await collection.findOneAndDelete({ token: hashOf(token) });
      const until = z.object({ until: z.date() }).safeParse(found).data?.until.getTime() ?? 0;
      return until > now() ? wishSchema.parse(found) : null;
    },
  };
}
