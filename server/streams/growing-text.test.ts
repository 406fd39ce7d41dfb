import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingText } from './growing-text.ts';

test('every part of a text that grew is that part of the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 300 }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 10 }),
      (pieces, parts) => {
        const text = new GrowingText();
        let whole = '';
        for (const piece of pieces) {
          text.add(piece);
          whole += piece;
        }
        expect(text.length).toBe(whole.length);
        for (const [a, b] of parts) {
          const [from, to] = [a % (whole.length + 1), b % (whole.length + 1)].toSorted((x, y) => x - y);
          expect(text.slice(from ?? 0, to ?? 0)).toBe(whole.slice(from, to));
        }
        expect(() => text.slice(0, whole.length + 1)).toThrow(RangeError);
      },
    ),
  );
});
