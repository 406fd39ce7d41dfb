import { expect, test } from 'vitest';
import { monthOf, resetsAt } from './month.ts';

test('a month ends at midnight UTC, whatever the local zone', () => {
  const last = new Date('2026-11-30T23:59:59.999Z');
  expect(monthOf(last)).toBe('2026-11');
  expect(monthOf(new Date(last.getTime() + 1))).toBe('2026-12');
  expect(resetsAt(last).toISOString()).toBe('2026-12-01T00:00:00.000Z');
});

test('the year turns with December', () => {
  expect(resetsAt(new Date('2026-12-05T10:00:00Z')).toISOString()).toBe('2027-01-01T00:00:00.000Z');
});
