import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReconnection, retryDelay, shouldRetry } from './retry-policy.ts';

const lost = (path: string, input: unknown = {}, type = 'mutation', attempts = 1) =>
  shouldRetry({ type, path, input }, false, attempts);

test('an ask whose reply was lost goes out again, a refused one does not', () => {
  expect(lost('turns.ask', { turnId: 'a' })).toBe(true);
  expect(shouldRetry({ type: 'mutation', path: 'turns.ask' }, true, 1)).toBe(false);
});

test('what makes something new goes out again only with its id; what cannot bear repeating, or is unknown, once', () => {
  expect(lost('classes.create', { classId: 'a', name: 'Biology' })).toBe(true);
  expect(lost('classes.create', { name: 'Biology' })).toBe(false);
  expect(lost('sessions.create', { sessionId: undefined })).toBe(false);
  for (const path of ['tokens.create', 'sessions.deleteAll', 'new.thing'])
    expect(lost(path, { classId: 'a' })).toBe(false);
});

test('a query is asked again a few times, a subscription never gives up on a lost line', () => {
  expect(lost('usage.get', undefined, 'query', 5)).toBe(true);
  expect(lost('usage.get', undefined, 'query', 6)).toBe(false);
  expect(lost('events.watch', {}, 'subscription', 500)).toBe(true);
});

test('delays are anything up to a limit that grows and stays bounded', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const delay = retryDelay(attempt, () => chance);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(Math.min(10_000, 250 * 2 ** attempt));
    }),
  );
  expect([0, 1, 2, 90].map((attempt) => retryDelay(attempt, () => 1))).toEqual([250, 500, 1_000, 10_000]);
});

test('a line that breaks as soon as it opens is tried ever less often, one that held is tried at once', () => {
  let time = 0;
  const line = createReconnection(
    () => 1,
    () => time,
  );
  const limits = Array.from({ length: 6 }, () => {
    line.opened();
    time += 50;
    return line.delay();
  });
  expect(limits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000]);
  line.opened();
  time += 60_000;
  expect(line.delay()).toBe(250);
});

test('2,000 clients that lose a server for 5 s come back spread out, and all within 15 s', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      let state = seed >>> 0;
      const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
      const arrivals = Array.from({ length: 2_000 }, () => {
        const line = createReconnection(random, () => 0);
        let at = 0;
        while (at < 5_000) at += line.delay();
        return at - 5_000;
      });
      const windows = new Map<number, number>();
      for (const at of arrivals) windows.set(Math.floor(at / 100), (windows.get(Math.floor(at / 100)) ?? 0) + 1);
      expect(Math.max(...windows.values())).toBeLessThan(200);
      expect(Math.max(...arrivals)).toBeLessThan(10_000);
    }),
    { numRuns: 20 },
  );
});
