import { ObjectId } from 'mongodb';
import { z } from 'zod';
import type { Database } from '#server/database/client.ts';
import type { Pass } from './passes.ts';
import { hashOf } from './token-form.ts';

const accountSchema = z.object({ email: z.string(), name: z.string(), isAnonymous: z.boolean().nullish() });
const noteEveryMs = 60_000;

/**
 * Lets a program in by its personal token, and notes when, to the minute.
 *
 * @returns null for a token that is unknown or revoked, or whose account is gone
 */
export async function admitProgram({ db, native }: Database, token: string): Promise<Pass | null> {
  const hash = hashOf(token);
  const row = await db.tokens.where({ hash }).first();
  if (row === null) return null;
  const { userId, usedAt } = row;
  const account = accountSchema.safeParse(
    await native.collection('auth_users').findOne({ _id: ObjectId.createFromHexString(userId) }),
  ).data;
  if (account === undefined) return null;
  const now = new Date();
  if (usedAt === null || now.getTime() - usedAt.getTime() >= noteEveryMs)
    await db.tokens.where({ hash }).update({ usedAt: now });
  const { email, name, isAnonymous } = account;
  return { user: { userId, email, name, guest: isAnonymous === true, program: true }, kind: 'token', key: hash };
}
