import { expect, test } from 'vitest';
import { openTestDatabase } from '#tests/harness/database.ts';
import { authSecret } from './secret.ts';

test('a secret is made once, and servers that start together agree on it', async () => {
  await using store = await openTestDatabase();
  const { db } = store.database;
  const secrets = await Promise.all(Array.from({ length: 8 }, () => authSecret(db, undefined)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(await authSecret(db, undefined)).toBe(secrets[0]);
  expect(await authSecret(db, 'x'.repeat(32))).toBe('x'.repeat(32));
});
