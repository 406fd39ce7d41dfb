import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '#shared/limits.ts';
import { openTestDatabase, type TestDatabase } from '#tests/harness/database.ts';
import { makeAuthIndexes } from './auth-indexes.ts';
import { createWrongPasswords } from './wrong-passwords.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await openTestDatabase();
  await makeAuthIndexes(store.database.native);
});
afterAll(() => store[Symbol.asyncDispose]());

const wrong = async () => ({ wrong: true, result: 'wrong' });
const right = async () => ({ wrong: false, result: 'right' });

test('the limit holds in every minute, not in every minute of the clock', async () => {
  let now = Date.parse('2026-01-01T00:00:50Z');
  const passwords = createWrongPasswords(store.database.native, () => now);
  for (let n = 0; n < limits.wrongPasswordsPerMinute; n++) {
    expect(await passwords.guard('sliding', 'a', wrong)).toEqual({ refused: false, result: 'wrong' });
    now += 1_000;
  }
  const retryAt = new Date('2026-01-01T00:01:50Z');
  expect(await passwords.guard('sliding', 'a', right)).toEqual({ refused: true, retryAt });
  now = retryAt.getTime();
  expect(await passwords.guard('sliding', 'a', wrong)).toEqual({ refused: false, result: 'wrong' });
  expect(await passwords.guard('sliding', 'a', wrong)).toMatchObject({ refused: true });
});

test('two servers count together', async () => {
  const [one, other] = [createWrongPasswords(store.database.native), createWrongPasswords(store.database.native)];
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => (n % 2 ? one : other).guard('shared', 'b', wrong)),
  );
  expect(answers.filter((answer) => !answer.refused)).toHaveLength(limits.wrongPasswordsPerMinute);
});

test('an address is refused after 100 wrong passwords for whatever accounts, others are not', async () => {
  const passwords = createWrongPasswords(store.database.native);
  for (let n = 0; n < limits.wrongPasswordsPerMinutePerAddress; n++) await passwords.guard(`account ${n}`, 'c', wrong);
  expect(await passwords.guard('another account', 'c', right)).toMatchObject({ refused: true });
  expect(await passwords.guard('another account', 'd', right)).toEqual({ refused: false, result: 'right' });
});

test('a look that fails is not a wrong password', async () => {
  const passwords = createWrongPasswords(store.database.native);
  const away = async () => Promise.reject(new Error('away'));
  for (let n = 0; n <= limits.wrongPasswordsPerMinute; n++)
    await expect(passwords.guard('away', 'e', away)).rejects.toThrow('away');
  expect(await passwords.guard('away', 'e', right)).toMatchObject({ refused: false });
});

test('counts that are over are forgotten', async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const passwords = createWrongPasswords(store.database.native, () => now);
  await passwords.guard('old', 'f', wrong);
  const kept = () =>
    store.database.native
      .collection('auth_wrong_passwords')
      .countDocuments({ latest: new Date('2026-01-01T00:00:00Z') });
  expect(await kept()).toBe(2);
  now += 121_000;
  await passwords.guard('new', 'g', wrong);
  expect(await kept()).toBe(0);
});
