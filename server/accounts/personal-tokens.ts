import { Failure, notFound } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import type { NewToken, Token } from '#shared/token.ts';
import { type Db, field } from '#server/database/client.ts';
import { hashOf, newPersonalToken } from './token-form.ts';

/** A user's tokens for programs. */
export interface PersonalTokens {
  /** The token is in this reply only. @throws Failure BAD_REQUEST where the user has 50 */
  create(userId: string, name: string): Promise<NewToken>;
  /** Newest first. */
  list(userId: string): Promise<{ tokens: Token[] }>;
  /** From now on the token lets nobody in, on any server. Again changes nothing. @throws Failure NOT_FOUND */
  revoke(userId: string, tokenId: string): Promise<void>;
}

/** Stands in the place of the hash of a token that was revoked; no hash looks like it. */
const revoked = (tokenId: string): string => `revoked:${tokenId}`;

export function createPersonalTokens(db: Db, clock: () => Date): PersonalTokens {
  const rowsOf = (userId: string) => db.tokens.where({ userId }).orderBy({ createdAt: -1, tokenId: -1 }).all();
  const isLive = (row: { tokenId: string; hash: string }): boolean => row.hash !== revoked(row.tokenId);

  async function forgetRevoked(userId: string): Promise<void> {
    const rows = await rowsOf(userId);
    const hashes = rows.filter((row) => !isLive(row)).map(({ hash }) => hash);
    if (hashes.length > 0) await db.tokens.where({ userId }).where(field.in('hash', hashes)).deleteAndCount();
  }

  return {
    create: async (userId, name) => {
      await forgetRevoked(userId);
      const now = clock();
      const [tokenId, token] = [newId(now.getTime()), newPersonalToken()];
      await db.tokens.create({ userId, tokenId, name, hash: hashOf(token), createdAt: now, usedAt: null });
      // counted afterwards: however many are made at once, no more than these stay
      if ((await rowsOf(userId)).filter(isLive).length <= limits.tokensPerUser) return { tokenId, token };
      await db.tokens.where({ userId, tokenId }).deleteAndCount();
      throw new Failure('BAD_REQUEST', `At most ${limits.tokensPerUser} tokens. Revoke one that is no longer used.`);
    },
    list: async (userId) => ({
      tokens: (await rowsOf(userId)).filter(isLive).map(({ tokenId, name, createdAt, usedAt }) => ({
        tokenId,
        name,
        createdAt: createdAt.toISOString(),
        usedAt: usedAt?.toISOString() ?? null,
      })),
    }),
    revoke: async (userId, tokenId) => {
      const row = await db.tokens.where({ userId, tokenId }).update({ hash: revoked(tokenId) });
      if (row === null) throw notFound('token');
    },
  };
}
