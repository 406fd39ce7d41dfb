import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { toAppError } from './errors.ts';

const thrownBy = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

test('a full disk under the embedded database is UNAVAILABLE, to be tried again', () => {
  using database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 3');
  const full = thrownBy(() => database.exec('INSERT INTO t VALUES (zeroblob(100000))'));
  expect(toAppError(full)).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
  expect(toAppError(new Error('wrapped', { cause: full })).code).toBe('UNAVAILABLE');
  expect(toAppError(thrownBy(() => database.exec('SELECT nonsense'))).code).toBe('INTERNAL');
});

test('a full disk under the files is UNAVAILABLE, and says what is lacking', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const { code, message } = toAppError(full);
  expect(code).toBe('UNAVAILABLE');
  expect(message).toContain('no room');
});
