import { expect, test } from 'vitest';
import { createSightings } from './sightings.ts';

const beating = (mark: string) => [{ key: 'run', mark, what: 'turn' }];

test('what has not moved for 8 s counts as dead, what moves never does', () => {
  let now = 0;
  const sightings = createSightings(() => now);
  const after = (ms: number, mark: string) => {
    now += ms;
    return sightings.unmoved(beating(mark));
  };
  expect(after(2_000, '1:0')).toEqual([]);
  for (let look = 1; look < 4; look += 1) expect(after(2_000, '1:0')).toEqual([]);
  expect(after(1_999, '1:0')).toEqual([]);
  expect(after(1, '1:0')).toEqual(['turn']);
  expect(after(2_000, '1:1')).toEqual([]);
  for (let beat = 2; beat < 30; beat += 1) expect(after(4_000, `1:${beat}`)).toEqual([]);
});

test('who slept has not watched: a long pause counts as 4 s', () => {
  let now = 0;
  const sightings = createSightings(() => now);
  sightings.unmoved(beating('1:0'));
  now += 3_600_000;
  expect(sightings.unmoved(beating('1:0'))).toEqual([]);
  now += 3_999;
  expect(sightings.unmoved(beating('1:0'))).toEqual([]);
  now += 1;
  expect(sightings.unmoved(beating('1:0'))).toEqual(['turn']);
});

test('after a look that failed everything is seen anew', () => {
  let now = 0;
  const sightings = createSightings(() => now);
  sightings.unmoved(beating('1:0'));
  now += 4_000;
  sightings.unmoved(beating('1:0'));
  sightings.forget();
  now += 4_000;
  expect(sightings.unmoved(beating('1:0'))).toEqual([]);
});
