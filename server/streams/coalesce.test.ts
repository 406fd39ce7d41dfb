import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Coalescer } from './coalesce.ts';

const pushes = fc.array(fc.record({ text: fc.string({ minLength: 1 }), after: fc.nat(50) }), { minLength: 1 });

test('nothing is lost, doubled or reordered; the first piece goes at once, the others a window apart', () => {
  fc.assert(
    fc.property(pushes, fc.nat(100), (texts, windowMs) => {
      const coalescer = new Coalescer(() => windowMs);
      const out: { text: string; at: number }[] = [];
      let now = 1_000;
      let due: number | null = null;
      const send = (text: string, at: number) => {
        if (text !== '') out.push({ text, at });
      };
      for (const { text, after } of texts) {
        now += after;
        // whoever calls takes what waits at the end of its window
        if (due !== null && due <= now) {
          send(coalescer.take(due), due);
          due = null;
        }
        const piece = coalescer.push(text, now);
        send(piece, now);
        if (piece === '') due ??= (out.at(-1)?.at ?? now) + windowMs;
      }
      send(coalescer.take(now + windowMs), now + windowMs);
      expect(out.map(({ text }) => text).join('')).toBe(texts.map(({ text }) => text).join(''));
      expect(out[0]).toEqual({ text: texts[0]?.text, at: 1_000 + (texts[0]?.after ?? 0) });
      for (const [index, { at }] of out.entries())
        if (index > 0) expect(at - (out[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(windowMs);
    }),
  );
});

test('a slow writer never waits: a piece that comes after the window goes at once', () => {
  const coalescer = new Coalescer(() => 20);
  expect(coalescer.push('a', 0)).toBe('a');
  expect(coalescer.push('b', 20)).toBe('b');
  expect(coalescer.push('c', 30)).toBe('');
  expect(coalescer.take(40)).toBe('c');
  expect(coalescer.take(40)).toBe('');
});

test('an endless window keeps the first piece too', () => {
  const coalescer = new Coalescer(() => Infinity);
  expect(coalescer.push('a', 5)).toBe('');
  expect(coalescer.push('b', 1e9)).toBe('');
  expect(coalescer.hasBegun).toBe(false);
  expect(coalescer.take(1e9)).toBe('ab');
  expect(coalescer.hasBegun).toBe(true);
});
