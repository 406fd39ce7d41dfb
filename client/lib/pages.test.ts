import { expect, test } from 'vitest';
import { mapPages, upsert } from './pages.ts';

const data = { pages: [{ ids: ['d', 'c'] }, { ids: ['b', 'a'] }], pageParams: [null, 'c'] };
const change = (by: (ids: readonly string[]) => string[]) =>
  mapPages(
    data,
    (page) => page.ids,
    (page, ids) => ({ ...page, ids }),
    by,
  )?.pages.map((page) => page.ids);

test('a new item goes to the front, page ends stay where they were', () => {
  expect(change((ids) => upsert(ids, 'e', String))).toEqual([
    ['e', 'd', 'c'],
    ['b', 'a'],
  ]);
});

test('a changed item stays in its place', () => {
  expect(change((ids) => upsert(ids, 'c', String))).toEqual([
    ['d', 'c'],
    ['b', 'a'],
  ]);
});

test('an item that is gone closes the gap', () => {
  expect(change((ids) => ids.filter((id) => id !== 'd'))).toEqual([['c', 'b'], ['a']]);
});

test('nothing known stays nothing', () => {
  expect(
    mapPages(
      undefined,
      () => [],
      (page) => page,
      () => [],
    ),
  ).toBeUndefined();
});
