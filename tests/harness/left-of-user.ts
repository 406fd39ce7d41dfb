import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#server/database/client.ts';
import contract from '../../prisma/contract.json' with { type: 'json' };

const collections = [
  ...Object.keys(contract.storage.namespaces.__unbound__.entries.collection),
  'auth_users',
  'auth_sessions',
  'auth_accounts',
  'auth_verifications',
  'auth_links',
];

/** Where a user is still found: collections, but for the mark that says that they are gone, and files. */
export async function leftOfUser({ native }: Database, dataDir: string, userId: string): Promise<string[]> {
  const left: string[] = [];
  for (const name of collections.filter((each) => each !== 'removals')) {
    const rows = await native.collection(name).find({}).toArray();
    const mine = rows.filter((row) => JSON.stringify(row).includes(userId));
    if (mine.length > 0) left.push(`${name}: ${mine.length}`);
  }
  const files = await readdir(join(dataDir, 'files'), { recursive: true });
  return [...left, ...files.filter((path) => path.startsWith(userId)).map((path) => `file ${path}`)];
}
