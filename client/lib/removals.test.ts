import { beforeEach, expect, test } from 'vitest';
import { admits, forgetRemovals, isRemoved, removals, setRemoval } from './removals.ts';

const id = 'a';
const hidden = (): boolean => isRemoved(removals.get(), id);

beforeEach(() => setRemoval(id, null));

test('what nobody deleted here takes all news', () => {
  expect([admits(id, 'changed'), admits(id, 'deleted'), hidden()]).toEqual([true, true, false]);
});

test('news from before a deletion does not bring the thing back', () => {
  setRemoval(id, 'leaving');
  expect([admits(id, 'changed'), hidden()]).toEqual([false, true]);
});

test('what is gone and changes again was restored elsewhere: it is seen', () => {
  setRemoval(id, 'leaving');
  expect([admits(id, 'deleted'), hidden()]).toEqual([true, true]);
  expect([admits(id, 'changed'), hidden()]).toEqual([true, false]);
});

test('the late word of a deletion does not undo an undo; the word of the undo ends it', () => {
  setRemoval(id, 'returning');
  expect([admits(id, 'deleted'), hidden()]).toEqual([false, false]);
  expect(admits(id, 'changed')).toBe(true);
  expect(admits(id, 'deleted')).toBe(true);
});

test('after everything was fetched anew, only what the server does not know yet stays hidden', () => {
  setRemoval(id, 'gone');
  forgetRemovals();
  expect(hidden()).toBe(false);
  setRemoval(id, 'leaving');
  forgetRemovals();
  expect(hidden()).toBe(true);
});
