import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Postings } from './postings.ts';

// few letters, so that terms begin alike; wide ones and pairs of units among them
const term = fc
  .array(fc.constantFrom('a', 'b', 'ä', '水', '𝒳', 'ﬁ'), { maxLength: 4 })
  .map((letters) => letters.join(''));
const places = fc.array(fc.nat(2 ** 32 - 1), { maxLength: 5 });

test('packed postings hold what the map held, and nothing else', async () => {
  const kept = fc.uniqueArray(fc.tuple(term, places), { selector: ([name]) => name, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(kept, fc.array(term, { maxLength: 20 }), fc.nat(5), async (pairs, asked, most) => {
      const map = new Map(pairs);
      const packed = await Postings.pack(map);
      expect(packed.size).toBe(map.size);
      const sorted = [...map.keys()].sort();
      expect([...packed.terms()]).toEqual(sorted);
      for (const name of [...map.keys(), ...asked]) {
        expect(packed.has(name)).toBe(map.has(name));
        const held = packed.get(name);
        expect(held === undefined ? undefined : [...held]).toEqual(map.get(name));
        const begun = sorted.filter((other) => other.startsWith(name));
        expect(packed.beginningWith(name, most)).toEqual(begun.slice(0, most));
      }
    }),
  );
});
