import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Hold, leaseMs } from './hold.ts';
import { type Lease, openLeases, type WorkRows } from './leases.ts';

interface Row {
  userId: string;
  documentId: string;
  hold: Hold;
}

/** One piece of work in memory, told of everything that is written to it. */
function oneRow() {
  let row: Row | null = { userId: 'a', documentId: 'b', hold: { by: null, until: new Date(0), attempts: 0 } };
  const writeOf = async (by: string, hold: Hold): Promise<Row | null> => {
    if (row?.hold.by !== by) return null;
    row = { ...row, hold };
    return row;
  };
  const rows: WorkRows<Row, never> = {
    holdOf: ({ hold }) => hold,
    find: async () => row,
    next: async (_, now) => (row !== null && row.hold.until <= now ? row : null),
    take: async (seen, hold) => {
      if (row?.hold !== seen.hold) return null;
      row = { ...row, hold };
      return row;
    },
    write: (_, by, hold) => writeOf(by, hold),
    end: async (_, by) => {
      const ended = row?.hold.by === by ? row : null;
      if (ended !== null) row = null;
      return ended;
    },
    freeAll: async (now) => {
      if (row !== null) row = { ...row, hold: { ...row.hold, by: null, until: now } };
    },
  };
  return { rows, holder: () => row?.hold.by ?? null, attempts: () => row?.hold.attempts };
}

test('whatever several servers do in whatever order, one at most can write, and the work is never stuck', async () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('take', 'keep', 'advance', 'giveBack', 'putOff'),
      who: fc.nat(2),
      passMs: fc.constantFrom(0, 1_000, leaseMs / 2, leaseMs),
    }),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      let now = 0;
      const one = oneRow();
      const leases = openLeases(one.rows, () => new Date(now));
      const held: (Lease<Row> | null)[] = [null, null, null];
      for (const [n, { what, who, passMs }] of all.entries()) {
        now += passMs;
        const lease = held[who] ?? null;
        if (what === 'take') held[who] = (await leases.take(`${who}:${n}`, [])) ?? lease;
        else if (lease !== null) {
          const isMine = one.holder() === lease.by;
          if (what === 'keep') expect((await leases.keep(lease)) !== null).toBe(isMine);
          if (what === 'advance') expect((await leases.advance(lease)) !== null).toBe(isMine);
          if (what === 'giveBack') await leases.giveBack(lease);
          if (what === 'putOff') await leases.putOff(lease, 1_000);
        }
        expect(held.filter((each) => each !== null && each.by === one.holder()).length).toBeLessThanOrEqual(1);
      }
      now += 2 * leaseMs;
      expect(await leases.take('last', ['a'])).not.toBeNull();
      expect(await leases.take('late', [])).toBeNull();
    }),
  );
});

test('an attempt counts unless it was nobody’s fault, and no more once the work got on', async () => {
  let now = 0;
  const one = oneRow();
  const leases = openLeases(one.rows, () => new Date(now));
  const take = async () => {
    now += leaseMs + 1;
    const lease = await leases.take('x', []);
    if (lease === null) throw new Error('there is no work');
    return lease;
  };
  await take();
  const second = await take();
  expect(leases.attempts(second)).toBe(2);
  await leases.giveBack(second);
  const again = await take();
  expect(leases.attempts(again)).toBe(2);
  await leases.putOff(again, 0);
  const third = await take();
  expect(leases.attempts(third)).toBe(3);
  await leases.advance(third);
  expect(one.attempts()).toBe(1);
  await leases.end(third);
  expect(await leases.isHeld(third.row)).toBe(false);
});
