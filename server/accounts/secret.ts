import { randomBytes } from 'node:crypto';
import type { Db } from '#server/database/client.ts';
import { findOrCreate } from '#server/database/find-or-create.ts';

const key = 'auth-secret';

/**
 * What sessions are signed with: the secret that was set, else one that is made once and kept in the database. Servers
 * that start at the same moment agree on one.
 */
export async function authSecret(db: Db, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const { value } = await findOrCreate(
    db,
    key,
    () => db.settings.where({ key }).first(),
    () => db.settings.create({ key, value: randomBytes(32).toString('base64url') }),
  );
  return value;
}
