import type { Db as NativeDb } from 'mongodb';

/** The names that better-auth itself gives these indexes, so that neither side makes them twice. */
const indexes = [
  { collection: 'auth_users', fields: ['email'], unique: true },
  { collection: 'auth_sessions', fields: ['token'], unique: true },
  { collection: 'auth_sessions', fields: ['userId'], unique: false },
  { collection: 'auth_accounts', fields: ['providerId', 'accountId'], unique: true },
  { collection: 'auth_accounts', fields: ['userId'], unique: false },
  { collection: 'auth_verifications', fields: ['identifier'], unique: false },
  { collection: 'auth_wrong_passwords', fields: ['key'], unique: true },
  { collection: 'auth_wrong_passwords', fields: ['latest'], unique: false },
  { collection: 'auth_links', fields: ['token'], unique: true },
  { collection: 'auth_links', fields: ['userId'], unique: false },
  { collection: 'auth_links', fields: ['until'], unique: false },
];

/** Makes the indexes of better-auth's collections, of the count of wrong passwords and of one-time links. */
export async function makeAuthIndexes(native: NativeDb): Promise<void> {
  for (const { collection, fields, unique } of indexes) {
    const name = `${collection}_${fields.join('_')}_${unique ? 'uidx' : 'idx'}`;
    await native.collection(collection).createIndex(new Map(fields.map((field) => [field, 1])), { name, unique });
  }
}
