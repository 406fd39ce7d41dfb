import { randomBytes } from 'node:crypto';
import type { Db } from '#server/database/client.ts';
import { isDuplicateKey } from '#server/database/duplicate-key.ts';

const key = 'auth-secret';

/**
 * What sessions are signed with: the secret that was set, else one that is made once and kept in the database. Servers
 * that start at the same moment agree on one.
 */
export async function authSecret(db: Db, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const kept = await db.settings.where({ key }).first();
  if (kept !== null) return kept.value;
  const value = randomBytes(32).toString('base64url');
  try {
    await db.settings.create({ key, value });
    return value;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const first = await db.settings.where({ key }).first();
    if (first === null) throw error;
    return first.value;
  }
}
