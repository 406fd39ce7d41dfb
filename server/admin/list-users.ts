import { z } from 'zod';
import { type Database, field } from '#server/database/client.ts';
import type { AdminReplyTo } from './request.ts';

const most = 50;

const rowSchema = z.object({
  _id: z.unknown().transform(String),
  email: z.string(),
  name: z.string().catch(''),
  isAnonymous: z.boolean().nullish(),
  createdAt: z.date().nullish(),
});

/** The newest accounts, at most 50. @param search part of an address or a name, in any case; empty for all */
export async function listUsers({ native, db }: Database, search: string): Promise<AdminReplyTo<'users'>> {
  const part = new RegExp(search.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'i');
  const found = await native
    .collection('auth_users')
    .find(search === '' ? {} : { $or: [{ email: part }, { name: part }] })
    .sort({ createdAt: -1 })
    .limit(most + 1)
    .toArray();
  const rows = z.array(rowSchema).parse(found.slice(0, most));
  const userIds = rows.map(({ _id }) => _id);
  const shelves = await db.shelves.where(field.in('userId', userIds)).select('userId', 'plan').all();
  const plans = new Map(shelves.map(({ userId, plan }) => [userId, plan]));
  const users = rows.map(({ _id, email, name, isAnonymous, createdAt }) => ({
    userId: _id,
    email,
    name,
    guest: isAnonymous === true,
    plan: plans.get(_id) ?? ('free' as const),
    createdAt: createdAt?.toISOString() ?? null,
  }));
  return { command: 'users', users, more: found.length > most };
}
