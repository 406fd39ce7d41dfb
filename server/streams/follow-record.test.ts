import { expect, test } from 'vitest';
import { followRecord } from './follow-record.ts';
import { RunRecord } from './run-record.ts';

const forever = new AbortController().signal;
const status = { type: 'status', stage: 'searching' } as const;

test('a watcher that always has more to read lets others take their turn', async () => {
  const record = new RunRecord();
  const reading = followRecord(record, undefined, forever);
  let turns = 0;
  const others = () => {
    turns += 1;
    next = setImmediate(others);
  };
  let next = setImmediate(others);
  for (let n = 0; n < 2_000; n += 1) {
    record.add(status);
    await reading.next();
  }
  clearImmediate(next);
  expect(turns).toBeGreaterThan(30);
});

test('a copy that is behind what a watcher has seen elsewhere waits; one that ends behind it gives the end alone', async () => {
  const copy = new RunRecord();
  copy.add({ type: 'token', offset: 0, text: 'abc' });
  const ahead = followRecord(copy, '5', forever, true);
  const next = ahead.next();
  const neverReached = followRecord(copy, '50', forever, true).next();
  copy.add({ type: 'token', offset: 3, text: 'defg' });
  expect(await next).toEqual({
    done: false,
    value: { id: '7', event: { type: 'token', offset: 5, text: 'fg' } },
  });
  copy.abandon();
  expect(await neverReached).toEqual({ done: true, value: undefined });
});

test('a copy takes what it is sent twice, cut otherwise, or beyond a gap, only where it is the next', () => {
  const copy = new RunRecord();
  copy.absorb({ id: '1', event: status });
  copy.absorb({ id: '4', event: { type: 'token', offset: 0, text: 'abc' } });
  copy.absorb({ id: '1', event: status });
  copy.absorb({ id: '6', event: { type: 'token', offset: 0, text: 'abcde' } });
  copy.absorb({ id: '9', event: { type: 'token', offset: 7, text: 'x' } });
  copy.absorb({ id: '9', event: status });
  copy.absorb({ id: '7', event: status });
  expect(copy.head).toEqual({ units: 5, events: 2, ended: false });
  expect(copy.next({ units: 0, events: 1, ended: false })?.entry).toEqual({
    id: '6',
    event: { type: 'token', offset: 0, text: 'abcde' },
  });
});
