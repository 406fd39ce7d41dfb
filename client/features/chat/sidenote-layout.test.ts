import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NoteBox, placeNotes } from './sidenote-layout.ts';

const boxes = fc
  .array(fc.record({ anchor: fc.nat({ max: 2000 }), height: fc.integer({ min: 20, max: 200 }) }), { maxLength: 30 })
  .map((found) => found.map((box, at): NoteBox => ({ ...box, number: at + 1 })));

test('a note stands beside its marker when there is room', () => {
  const { tops } = placeNotes(
    [
      { number: 1, anchor: 10, height: 40 },
      { number: 2, anchor: 100, height: 40 },
    ],
    12,
  );
  expect([...tops]).toEqual([
    [1, 10],
    [2, 100],
  ]);
});

test('notes never overlap and never stand above their markers', () => {
  fc.assert(
    fc.property(boxes, (given) => {
      const { tops, bottom } = placeNotes(given, 12);
      const placed = given
        .map((box) => ({ ...box, top: tops.get(box.number) ?? Number.NaN }))
        .toSorted((a, b) => a.top - b.top);
      for (const box of placed) expect(box.top).toBeGreaterThanOrEqual(box.anchor);
      for (const [at, next] of placed.slice(1).entries()) {
        const above = placed[at];
        expect(next.top).toBeGreaterThanOrEqual((above?.top ?? 0) + (above?.height ?? 0) + 12);
      }
      expect(bottom).toBe(placed.reduce((max, box) => Math.max(max, box.top + box.height), 0));
    }),
  );
});

test('a note that arrives further down moves none of those that stand', () => {
  fc.assert(
    fc.property(boxes, (given) => {
      const sorted = given.toSorted((a, b) => a.anchor - b.anchor || a.number - b.number);
      const before = placeNotes(sorted.slice(0, -1), 12).tops;
      const after = placeNotes(sorted, 12).tops;
      for (const [number, top] of before) expect(after.get(number)).toBe(top);
    }),
  );
});
