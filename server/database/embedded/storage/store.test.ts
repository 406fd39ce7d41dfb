import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../testing/temporary.ts';
import { Store } from './store.ts';

async function temporaryStore(): Promise<Store> {
  const store = new Store(join(await temporaryDirectory(), 'test.db'));
  store.define('CREATE TABLE things (number INTEGER PRIMARY KEY, filling BLOB)');
  return store;
}

const insert = (store: Store, number: number, bytes = 10): Promise<void> =>
  store.write(() => store.run('INSERT INTO things VALUES (?, ?)', number, Buffer.alloc(bytes)));

const numbers = (store: Store): unknown[] => store.all('SELECT number FROM things').map((row) => row['number']);

test('work is done at once, and acknowledged after the commit that all of its moment share', async () => {
  const store = await temporaryStore();
  const acknowledged: number[] = [];
  const writes = [1, 2, 3].map((number) => insert(store, number).then(() => acknowledged.push(number)));
  expect(numbers(store)).toEqual([1, 2, 3]);
  await Promise.resolve();
  expect(acknowledged).toEqual([]);
  await store.settled();
  await Promise.all(writes);
  expect(acknowledged).toEqual([1, 2, 3]);
  store.close();
});

test('work that throws is undone by itself, and whoever keeps a copy is told', async () => {
  const store = await temporaryStore();
  let told = 0;
  store.onRollback(() => (told += 1));
  const failing = store.write(() => {
    store.run('INSERT INTO things VALUES (2, NULL)');
    throw new Error('no');
  });
  const outcomes = await Promise.allSettled([insert(store, 1), failing, insert(store, 3), insert(store, 3)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  expect([numbers(store), told]).toEqual([[1, 3], 2]);
  store.close();
});

test('a full disk fails what did not fit, keeps what was acknowledged, and heals', async () => {
  const store = await temporaryStore();
  await insert(store, 1);
  store.get('PRAGMA max_page_count = 20');
  const outcomes = await Promise.allSettled([2, 3, 4, 5].map((number) => insert(store, number, 30_000)));
  const written = [2, 3, 4, 5].filter((_, at) => outcomes[at]?.status === 'fulfilled');
  expect(written.length).toBeLessThan(4);
  expect(numbers(store)).toEqual([1, ...written]);
  store.get('PRAGMA max_page_count = 1000');
  await insert(store, 9, 30_000);
  expect(numbers(store)).toEqual([1, ...written, 9]);
  store.close();
});
