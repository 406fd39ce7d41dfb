import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idSchema, newId } from './ids.ts';

/** 1970 to 2106, which is as far as 4 bytes of seconds go. */
const time = fc.integer({ min: 0, max: 0xffff_fffd * 1000 });

test('ids are ids, and sort by age to the millisecond', () => {
  fc.assert(
    fc.property(time, fc.integer({ min: 1, max: 2_000 }), (now, later) => {
      const [first, second] = [newId(now), newId(now + later)];
      expect([first, second].every((id) => idSchema.safeParse(id).success)).toBe(true);
      expect(first < second).toBe(true);
    }),
  );
});

test('ids that are made at once differ', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_790_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id says its seconds in its first 8 digits, as ids always did', () => {
  expect(newId(0x6b0d7884 * 1000 + 999).slice(0, 8)).toBe('6b0d7884');
});
